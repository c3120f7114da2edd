import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Draft } from '../draft.ts';
import { closeUserTask } from './user-task-rows.ts';

/**
 * What hangs on an element instance ends with it. Zeebe sends no USER_TASK.CANCELED when a modification ends a task,
 * so the end of the element decides.
 */
export const closeElement = (draft: Draft, { key, intent, timestamp }: EngineRecord): void => {
  const endedAt = new Date(timestamp);
  for (const row of draft.timer.listBy('elementInstanceKey', key)) {
    if (row.state === 'open') draft.timer.put({ ...row, state: 'canceled', endedAt });
  }
  for (const row of draft.messageWait.listBy('elementInstanceKey', key)) {
    if (row.state === 'open') draft.messageWait.put({ ...row, state: 'deleted', endedAt });
  }
  if (intent !== 'ELEMENT_TERMINATED') return;
  for (const row of draft.job.listBy('elementInstanceKey', key)) {
    if (row.endedAt === null) draft.job.put({ ...row, state: 'canceled', endedAt });
  }
  for (const row of draft.userTask.listBy('elementInstanceKey', key)) closeUserTask(draft, row, 'canceled', endedAt);
};

type Target = {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: string;
  readonly elementId: string;
};

/** After a migration USER_TASK records still carry the old definition, so task and job follow their element instance. */
export const migrateElement = (draft: Draft, elementInstanceKey: string, target: Target): void => {
  for (const row of draft.userTask.listBy('elementInstanceKey', elementInstanceKey))
    draft.userTask.put({ ...row, ...target });
  const { bpmnProcessId, processDefinitionKey, elementId } = target;
  for (const row of draft.job.listBy('elementInstanceKey', elementInstanceKey))
    draft.job.put({ ...row, bpmnProcessId, processDefinitionKey, elementId });
};
