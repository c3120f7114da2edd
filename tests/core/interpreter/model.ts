import type { DeploymentResource } from '../../../core/contracts/engine-command.ts';
import { runScenario } from '../../../core/interpreter/scenario/run-scenario.ts';
import type { Scenario, ScenarioState, ScenarioStep } from '../../../core/interpreter/scenario/scenario.ts';

const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

/** A BPMN file around what stands in `bpmn:definitions`. */
export const definitions = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${namespaces} id="d" targetNamespace="t">${content}</bpmn:definitions>`;
export const processOf = (id: string, content: string): string =>
  `<bpmn:process id="${id}" isExecutable="true">${content}</bpmn:process>`;

let flows = 0;
/** Sequence flows along a chain of ids: `a b c` leads from a to b to c. Flows are named source_target. */
export const chain = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((id, i) => flow(ids[i] ?? '', id))
    .join('');
export const flow = (source: string, target: string, condition?: string): string =>
  `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
  }</bpmn:sequenceFlow>`;

const extensions = (content: string): string =>
  content === '' ? '' : `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
export const start = (id = 'start'): string => `<bpmn:startEvent id="${id}"/>`;
export const end = (id = 'end', definition = ''): string => `<bpmn:endEvent id="${id}">${definition}</bpmn:endEvent>`;
export const job = (id: string, zeebe = '', rest = '', attributes = ''): string =>
  `<bpmn:serviceTask id="${id}" ${attributes}>${extensions(`<zeebe:taskDefinition type="${id}"/>${zeebe}`)}${rest}</bpmn:serviceTask>`;
export const nativeTask = (id: string, zeebe = ''): string =>
  `<bpmn:userTask id="${id}">${extensions(`<zeebe:userTask/>${zeebe}`)}</bpmn:userTask>`;
export const boundary = (id: string, host: string, definition: string, interrupting = true): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${definition}</bpmn:boundaryEvent>`;
export const io = (
  inputs: Readonly<Record<string, string>>,
  outputs: Readonly<Record<string, string>> = {},
): string => {
  const entries = (kind: string, all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([target, source]) => `<zeebe:${kind} source="${source}" target="${target}"/>`);
  return `<zeebe:ioMapping>${[...entries('input', inputs), ...entries('output', outputs)].join('')}</zeebe:ioMapping>`;
};

export const message = (id: string, name: string, key?: string): string =>
  `<bpmn:message id="${id}" name="${name}">${key === undefined ? '' : extensions(`<zeebe:subscription correlationKey="${key}"/>`)}</bpmn:message>`;
export const onMessage = (ref: string): string =>
  `<bpmn:messageEventDefinition id="md_${ref}_${++flows}" messageRef="${ref}"/>`;
export const onSignal = (ref: string): string =>
  `<bpmn:signalEventDefinition id="sd_${ref}_${++flows}" signalRef="${ref}"/>`;
export const onError = (ref?: string): string =>
  `<bpmn:errorEventDefinition id="ed_${++flows}" ${ref ? `errorRef="${ref}"` : ''}/>`;
export const onEscalation = (ref?: string): string =>
  `<bpmn:escalationEventDefinition id="xd_${++flows}" ${ref ? `escalationRef="${ref}"` : ''}/>`;
export const onTimer = (kind: 'timeDuration' | 'timeDate' | 'timeCycle', text: string): string =>
  `<bpmn:timerEventDefinition id="td_${++flows}"><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
export const subProcess = (id: string, content: string): string =>
  `<bpmn:subProcess id="${id}">${content}</bpmn:subProcess>`;
export const eventSubProcess = (id: string, content: string): string =>
  `<bpmn:subProcess id="${id}" triggeredByEvent="true">${content}</bpmn:subProcess>`;

/** Plays steps on one process of a file; `variables` at its start. */
export const play = (
  xml: string,
  steps: readonly ScenarioStep[] = [],
  variables: NonNullable<Extract<Scenario['start'], { processId: string }>['variables']> = {},
  others: readonly DeploymentResource[] = [],
): Promise<readonly ScenarioState[]> =>
  runScenario({ start: { processId: 'p', variables }, steps }, [{ name: 'p.bpmn', content: xml }, ...others]);

/** The state after the last step. */
export const playToEnd = async (...args: Parameters<typeof play>): Promise<ScenarioState> => {
  const last = (await play(...args)).at(-1);
  if (!last) throw new Error('A scenario has at least one state');
  return last;
};
