import { DmnModdle } from 'dmn-moddle';
import type { DmnElement } from './dmn-element.ts';

/** Larger files are no decision that anybody drew. Characters. */
const MAX_LENGTH = 4_000_000;

/** The library knows one edition of the standard; for what we read of them the others differ in the namespace only. */
const KNOWN_EDITION = 'https://www.omg.org/spec/DMN/20191111/';
/** Namespaces of the model and of its diagrams, up to the part that they have in common. */
const OTHER_EDITIONS =
  /"(?:http:\/\/www\.omg\.org\/spec\/DMN\/20180521|https:\/\/www\.omg\.org\/spec\/DMN\/(?:20211108|20230324))\/(MODEL|DMNDI)\/"/g;
const FIRST_EDITION = '"http://www.omg.org/spec/DMN/20151101/dmn.xsd"';

type Parsed = { readonly rootElement: DmnElement; readonly warnings: readonly { readonly message: string }[] };
type Moddle = { fromXML(xml: string): Promise<Parsed> };
const moddle = new (DmnModdle as new () => Moddle)();

export type ReadDefinitions =
  | { readonly ok: true; readonly definitions: DmnElement }
  /** A sentence. */
  | { readonly ok: false; readonly problem: string };

const firstLine = (text: string): string => (text.split('\n')[0] ?? text).trim();

/** Warnings that mean content was lost; attributes and extensions of other tools are none. */
const isFatal = (message: string): boolean => /unparsable|unclosed|missing|illegal|duplicate/i.test(message);

const withKnownNamespace = (xml: string): string =>
  xml.replace(OTHER_EDITIONS, `"${KNOWN_EDITION}$1/"`).replaceAll(FIRST_EDITION, `"${KNOWN_EDITION}MODEL/"`);

/** Reads DMN XML of the editions 1.1 to 1.5. Document types and entities are refused before any parser sees them. */
export const readDefinitions = async (xml: string): Promise<ReadDefinitions> => {
  if (xml.length > MAX_LENGTH) return { ok: false, problem: `The file is larger than ${MAX_LENGTH} characters.` };
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    return { ok: false, problem: 'Document types and entities are not allowed in DMN.' };
  }
  try {
    const { rootElement, warnings } = await moddle.fromXML(withKnownNamespace(xml));
    const fatal = warnings.find(({ message }) => isFatal(message));
    if (fatal) return { ok: false, problem: firstLine(fatal.message) };
    return { ok: true, definitions: rootElement };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `Not a DMN file: ${firstLine(cause)}` };
  }
};
