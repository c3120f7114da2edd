import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { CommandRejected } from '../../../core/contracts/engine-command.ts';
import type { BrokerStage } from './broker-stage.ts';
import type { LiveBroker } from './live-broker.ts';

const keysOf = (records: readonly EngineRecord[], valueType: string, intent: string): readonly string[] =>
  records.filter((record) => record.valueType === valueType && record.intent === intent).map(({ key }) => key);

const runningRoots = (records: readonly EngineRecord[]): readonly string[] => {
  const open = new Set<string>();
  for (const { valueType, intent, key, value } of records) {
    if (valueType !== 'PROCESS_INSTANCE' || value.bpmnElementType !== 'PROCESS') continue;
    if (intent === 'ELEMENT_ACTIVATING' && value.parentProcessInstanceKey === '-1') open.add(key);
    if (intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED') open.delete(key);
  }
  return [...open];
};

/** Someone was quicker: an instance may have ended with another one. */
const unlessGone = async (action: Promise<unknown>): Promise<void> => {
  try {
    await action;
  } catch (error) {
    if (!(error instanceof CommandRejected) || error.rejectionType !== 'NOT_FOUND') throw error;
  }
};

/**
 * Ends what a scenario has left running and takes its resources away, so that nothing of it answers the next one.
 * @throws CommandRejected something cannot be taken away; the broker is of no more use
 */
export const cleanUp = async ({ gateway }: LiveBroker, stage: BrokerStage, now: number): Promise<void> => {
  const { records } = stage;
  // The end of one may start another one, by a message that waited for it.
  for (let roots = runningRoots(records); roots.length > 0; roots = runningRoots(records)) {
    for (const processInstanceKey of roots)
      await unlessGone(gateway.execute({ type: 'cancelInstance', processInstanceKey }));
    await stage.settle(now);
  }
  const resources = [
    ...keysOf(records, 'PROCESS', 'CREATED'),
    ...keysOf(records, 'DECISION_REQUIREMENTS', 'CREATED'),
    ...keysOf(records, 'FORM', 'CREATED'),
  ];
  for (const key of resources) await unlessGone(gateway.deleteResource(key));
  await stage.settle(now);
};
