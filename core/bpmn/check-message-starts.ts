import type { DeploymentProblem } from '../contracts/engine-command.ts';
import { eventDefinitionsOf } from './build-event.ts';
import { childOf, childrenOf, type ModdleElement } from './moddle-element.ts';

/** Messages of the start events directly in a process, one for each event. */
const startMessagesOf = (process: ModdleElement): readonly ModdleElement[] =>
  childrenOf(process, 'flowElements').flatMap((node) =>
    node.$type === 'bpmn:StartEvent'
      ? eventDefinitionsOf(node).flatMap((definition) => childOf(definition, 'messageRef') ?? [])
      : [],
  );

/** One message of a file may start only one thing, whichever process of the file it is in. */
export const checkMessageStarts = (
  resource: string,
  processes: readonly ModdleElement[],
): readonly DeploymentProblem[] => {
  const seen = new Set<ModdleElement>();
  return processes.flatMap(startMessagesOf).flatMap((message) => {
    if (!seen.has(message)) {
      seen.add(message);
      return [];
    }
    const elementId = message.id ?? '';
    return [{ resource, elementId, message: `${elementId}: more than one start event refers to this message.` }];
  });
};
