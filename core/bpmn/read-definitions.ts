import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { DeploymentProblem } from '../contracts/engine-command.ts';
import { bpmnPrefix, findXmlProblem } from './check-xml.ts';
import type { ModdleElement } from './moddle-element.ts';
import { restoreIds, withPlainIds } from './plain-ids.ts';

/** Larger files are no process that anybody drew. Characters. */
const MAX_LENGTH = 4_000_000;

/** For a reference that leads nowhere: the property that holds it. */
type Warning = { readonly message: string; readonly property?: string; readonly element?: ModdleElement };
type Parsed = { readonly rootElement: ModdleElement; readonly warnings: readonly Warning[] };
type Moddle = { fromXML(xml: string): Promise<Parsed> };
const moddle = new (BpmnModdle as new (packages: object) => Moddle)({ zeebe: zeebe as object });

export type ReadDefinitions =
  | { readonly ok: true; readonly definitions: ModdleElement }
  | { readonly ok: false; readonly problems: readonly DeploymentProblem[] };

const refuse = (resource: string, message: string): ReadDefinitions => ({
  ok: false,
  problems: [{ resource, message }],
});

/** References that must lead somewhere. Others may not: an event without what it refers to is checked like one that refers to nothing. */
const followed = /(default|attachedToRef|activityRef|flowNodeRef)$/;
const isFollowed = (property: string, type: string | undefined): boolean =>
  followed.test(property) || (type === 'bpmn:SequenceFlow' && /(sourceRef|targetRef)$/.test(property));

/** Attributes of other namespaces are free; parts of other tools have no schema. */
const hasSchema = (type: string | undefined): boolean => /^(bpmn|bpmndi|dc|di):/.test(type ?? '');

/** Content of other tools may be anything, such as a break of a line in a form or a note. */
const isForeign = (message: string, bpmn: string): boolean => {
  const [, prefix] = /^unparsable content <(?:([^:>\s]+):)?/.exec(message) ?? [undefined, bpmn];
  return prefix === 'zeebe' || (prefix ?? '') !== bpmn;
};

/** Warnings that mean that content was lost, or that it is not in the schema. */
const isFatal = ({ message, property, element }: Warning, bpmn: string): boolean => {
  if (/^unknown attribute <[^:>]+>/.test(message)) return hasSchema(element?.$type);
  if (message.startsWith('unknown attribute')) return false;
  if (property !== undefined) return isFollowed(property, element?.$type);
  return /unparsable|unclosed|missing|illegal|duplicate/i.test(message) && !isForeign(message, bpmn);
};

/** Reads BPMN XML. Document types and entities are refused before any parser sees them. */
export const readDefinitions = async (resource: string, xml: string): Promise<ReadDefinitions> => {
  if (xml.length > MAX_LENGTH) return refuse(resource, `The file is larger than ${MAX_LENGTH} characters.`);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return refuse(resource, 'Document types and entities are not allowed in BPMN.');
  const problem = findXmlProblem(xml);
  if (problem !== undefined) return refuse(resource, problem);
  try {
    const plain = withPlainIds(xml);
    const { rootElement, warnings } = await moddle.fromXML(plain);
    if (plain !== xml) restoreIds(rootElement);
    const bpmn = bpmnPrefix(xml);
    const fatal = warnings.filter((warning) => isFatal(warning, bpmn));
    if (fatal.length > 0)
      return { ok: false, problems: fatal.map(({ message }) => ({ resource, message: firstLine(message) })) };
    return { ok: true, definitions: rootElement };
  } catch (error) {
    return refuse(resource, `Not a BPMN file: ${firstLine(error instanceof Error ? error.message : String(error))}`);
  }
};
const firstLine = (text: string): string => (text.split('\n')[0] ?? text).trim();
