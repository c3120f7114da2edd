import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { DeploymentProblem } from '../contracts/engine-command.ts';
import type { ModdleElement } from './moddle-element.ts';

/** Larger files are no process that anybody drew. Characters. */
const MAX_LENGTH = 4_000_000;

/** For a reference that leads nowhere: the property that holds it. */
type Warning = { readonly message: string; readonly property?: string };
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

/** References that execution follows; a diagram or a note may point to nothing. */
const followed = /(sourceRef|targetRef|default|attachedToRef|messageRef|signalRef|errorRef|escalationRef|activityRef)$/;

/** Warnings that mean content was lost; unknown attributes of other tools are none. */
const isFatal = ({ message, property }: Warning): boolean =>
  property === undefined ? /unparsable|unclosed|missing|illegal|duplicate/i.test(message) : followed.test(property);

/** Reads BPMN XML. Document types and entities are refused before any parser sees them. */
export const readDefinitions = async (resource: string, xml: string): Promise<ReadDefinitions> => {
  if (xml.length > MAX_LENGTH) return refuse(resource, `The file is larger than ${MAX_LENGTH} characters.`);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return refuse(resource, 'Document types and entities are not allowed in BPMN.');
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    const fatal = warnings.filter(isFatal);
    if (fatal.length > 0)
      return { ok: false, problems: fatal.map(({ message }) => ({ resource, message: firstLine(message) })) };
    return { ok: true, definitions: rootElement };
  } catch (error) {
    return refuse(resource, `Not a BPMN file: ${firstLine(error instanceof Error ? error.message : String(error))}`);
  }
};
const firstLine = (text: string): string => (text.split('\n')[0] ?? text).trim();
