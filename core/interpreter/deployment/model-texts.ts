import type { ExecutableProcess, ProcessElement } from '../../bpmn/executable-process.ts';

const eventTexts = ({ event }: ProcessElement): readonly (string | null)[] => {
  switch (event?.type) {
    case 'MESSAGE':
      return [event.name, event.correlationKey];
    case 'TIMER':
      return [event.expression];
    case 'SIGNAL':
      return [event.name];
    case 'ERROR':
    case 'ESCALATION':
      return [event.code];
    default:
      return [];
  }
};
const taskTexts = ({
  job,
  userTask,
  called,
  decision,
  script,
  loop,
}: ProcessElement): readonly (string | null | undefined)[] => [
  job?.type,
  job?.retries,
  userTask?.assignee,
  userTask?.candidateGroups,
  userTask?.candidateUsers,
  userTask?.dueDate,
  userTask?.followUpDate,
  userTask?.formId,
  userTask?.externalReference,
  called?.processId,
  decision?.decisionId,
  script?.expression,
  loop?.inputCollection,
  loop?.outputElement,
  loop?.completionCondition,
];

/** Every expression of a process, with its "=". */
export const listExpressions = (
  process: ExecutableProcess,
): readonly { readonly elementId: string; readonly text: string }[] =>
  [...process.elements.values()].flatMap((element) =>
    [
      ...eventTexts(element),
      ...taskTexts(element),
      ...element.inputs.map(({ source }) => source),
      ...element.outputs.map(({ source }) => source),
      ...element.outgoing.map(({ condition }) => condition),
    ].flatMap((text) => (text?.startsWith('=') ? [{ elementId: element.id, text }] : [])),
  );
