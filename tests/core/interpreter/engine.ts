import { CommandRejected, type EngineCommand } from '../../../core/contracts/engine-command.ts';
import { createFeel } from '../../../core/expressions/feel.ts';
import { createBroker } from '../../../core/interpreter/broker.ts';
import { createMemoryStore } from '../../../core/interpreter/memory-store.ts';

export const NOW = Date.parse('2030-01-01T08:00:00Z');
/** A broker in memory that stands at one moment, with short ways to what it holds. */
export const createEngine = () => {
  const store = createMemoryStore();
  const broker = createBroker(store, { feel: createFeel() });
  const send = (command: EngineCommand) => broker.handle(command, NOW);
  return {
    store,
    send,
    deploy: (content: string, name = 'p.bpmn') => send({ type: 'deploy', resources: [{ name, content }] }),
    start: (variables = {}) => send({ type: 'createInstance', bpmnProcessId: 'p', variables }),
    waitOf: (elementId: string) => {
      const wait = [...store.waits.values()].find((one) => one.elementId === elementId);
      if (!wait) throw new Error(`Nothing waits at ${elementId}`);
      return wait;
    },
    intents: (valueType: string) =>
      store.records
        .filter((record) => record.valueType === valueType)
        .map(({ intent, value }) => `${intent} ${typeof value.elementId === 'string' ? value.elementId : ''}`.trim()),
  };
};
/** What a command was refused with. @throws Error it was accepted */
export const rejection = async (run: Promise<unknown>): Promise<CommandRejected> => {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CommandRejected) return error;
  throw new Error('The command was accepted');
};
