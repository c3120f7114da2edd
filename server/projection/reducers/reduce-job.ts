import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { ReduceContext } from '../context.ts';
import { acceptDossier } from '../dossier/accept-dossier.ts';
import type { Draft } from '../draft.ts';
import { numberField, objectField, textField } from '../record-fields.ts';
import type { JobState } from '../rows.ts';
import { reduceJobUserTask } from './reduce-job-user-task.ts';

const states: Readonly<Record<string, JobState>> = {
  CREATED: 'open',
  RETRIES_UPDATED: 'open',
  TIMED_OUT: 'open',
  RECURRED_AFTER_BACKOFF: 'open',
  MIGRATED: 'open',
  FAILED: 'failed',
  ERROR_THROWN: 'errorThrown',
  COMPLETED: 'completed',
  CANCELED: 'canceled',
};
const ended: ReadonlySet<JobState> = new Set(['completed', 'canceled']);

/** The element is taken at creation: after an uncaught error Zeebe writes NO_CATCH_EVENT_FOUND in its place. */
const put = (draft: Draft, { key, intent, value, timestamp }: EngineRecord, state: JobState): void => {
  const known = draft.job.find(key);
  if (known && ended.has(known.state)) return;
  const at = new Date(timestamp);
  draft.job.put({
    key,
    state,
    type: textField(value, 'type'),
    retries: numberField(value, 'retries'),
    errorCode: textField(value, 'errorCode') || null,
    errorMessage: textField(value, 'errorMessage') || null,
    processInstanceKey: textField(value, 'processInstanceKey'),
    processDefinitionKey: textField(value, 'processDefinitionKey'),
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    elementInstanceKey: textField(value, 'elementInstanceKey'),
    elementId: intent === 'MIGRATED' || !known ? textField(value, 'elementId') : known.elementId,
    createdAt: known?.createdAt ?? at,
    endedAt: ended.has(state) || state === 'errorThrown' ? at : null,
  });
};

export const USER_TASK_JOB = 'io.camunda.zeebe:userTask';

export const reduceJob = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  const state = states[record.intent];
  if (state === undefined) return;
  put(draft, record, state);
  const type = textField(record.value, 'type');
  if (type === USER_TASK_JOB) return reduceJobUserTask(draft, record, context);
  if (type === 'dossier.accept' && record.intent === 'COMPLETED') {
    acceptDossier(
      draft,
      textField(record.value, 'processInstanceKey'),
      objectField(record.value, 'variables'),
      record.timestamp,
      context,
    );
  }
};
