import { partsOf, type ModdleElement } from './moddle-element.ts';

/** bpmn-moddle knows ids of ASCII only, the schema those with letters of any language. */
const references =
  /(\s(?:id|default|bpmnElement|\w+Ref)\s*=\s*)("[^"]*"|'[^']*')|(<(?:\w+:)?(?:incoming|outgoing|flowNodeRef|dataInputRefs|dataOutputRefs|sourceRef|targetRef)>)([^<]*)/g;
// eslint-disable-next-line no-control-regex -- all that is not ASCII
const foreign = /[^\x00-\x7f]/gu;
const written = /_-x([0-9a-f]+)-_/g;

const encode = (text: string): string =>
  text.replace(foreign, (symbol) => `_-x${(symbol.codePointAt(0) ?? 0).toString(16)}-_`);
const decode = (text: string): string =>
  text.replace(written, (_found, code: string) => String.fromCodePoint(parseInt(code, 16)));

/** The same file with ids, and what refers to them, in ASCII. */
export const withPlainIds = (xml: string): string =>
  xml.replace(references, (_found, name?: string, value?: string, tag?: string, content?: string) =>
    encode(`${name ?? ''}${value ?? ''}${tag ?? ''}${content ?? ''}`),
  );

/** Gives all elements the ids back that stand in the file. */
export const restoreIds = (element: ModdleElement): void => {
  if (element.id !== undefined) (element as { id: string }).id = decode(element.id);
  for (const part of partsOf(element)) restoreIds(part);
};
