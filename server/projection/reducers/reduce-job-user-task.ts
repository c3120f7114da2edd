import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import { objectField, parseJsonText } from '../record-fields.ts';
import { closeUserTask, openUserTask, type TaskWords } from './user-task-rows.ts';

const PREFIX = 'io.camunda.zeebe:';

const listOf = (text: string): string[] => {
  const list = parseJsonText(text);
  return Array.isArray(list) ? list.map(String) : [];
};

/** A job-based task tells everything in headers, lists as JSON text; the model's own headers stand beside them. */
const wordsOf = (record: EngineRecord): TaskWords => {
  const headers = objectField(record.value, 'customHeaders');
  const header = (name: string): string => {
    const value = headers[PREFIX + name];
    return typeof value === 'string' ? value : '';
  };
  const form = header('formKey');
  return {
    assignee: header('assignee') || null,
    candidateGroups: listOf(header('candidateGroups')),
    candidateUsers: listOf(header('candidateUsers')),
    formKey: /^\d+$/.test(form) ? form : null,
    externalFormReference: form === '' || /^\d+$/.test(form) ? null : form,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(PREFIX))),
    taskDueDate: header('dueDate'),
    followUpDate: header('followUpDate'),
    action: '',
  };
};

/** User tasks that the engine knows as jobs of type `io.camunda.zeebe:userTask`. */
export const reduceJobUserTask = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  const endedAt = new Date(record.timestamp);
  switch (record.intent) {
    case 'CREATED':
      return openUserTask(draft, record, false, wordsOf(record), context);
    case 'COMPLETED':
      return closeUserTask(draft, draft.userTask.find(record.key), 'completed', endedAt);
    case 'CANCELED':
    case 'ERROR_THROWN':
      return closeUserTask(draft, draft.userTask.find(record.key), 'canceled', endedAt);
    default:
  }
};
