import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import { objectField, parseJsonText } from '../record-fields.ts';
import type { UserTaskRow } from '../rows.ts';
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

/** As its record tells it: whoever held it meanwhile is known to the platform only, and a rebuild could not tell. */
const closedBy = (draft: Draft, record: EngineRecord): UserTaskRow | undefined => {
  const row = draft.userTask.find(record.key);
  const { assignee } = wordsOf(record);
  return row && { ...row, assignee, assignedAt: assignee === null ? null : row.createdAt };
};

/** User tasks that the engine knows as jobs of type `io.camunda.zeebe:userTask`. */
export const reduceJobUserTask = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  const endedAt = new Date(record.timestamp);
  switch (record.intent) {
    case 'CREATED':
      return openUserTask(draft, record, false, wordsOf(record), context);
    case 'COMPLETED':
      return closeUserTask(draft, closedBy(draft, record), 'completed', endedAt);
    case 'CANCELED':
    case 'ERROR_THROWN':
      return closeUserTask(draft, closedBy(draft, record), 'canceled', endedAt);
    default:
  }
};
