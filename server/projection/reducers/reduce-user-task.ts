import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import { keyField, objectField, textField, textList } from '../record-fields.ts';
import { changeUserTask, closeUserTask, openUserTask, type TaskWords } from './user-task-rows.ts';

const wordsOf = ({ value }: EngineRecord): TaskWords => ({
  assignee: textField(value, 'assignee') || null,
  candidateGroups: textList(value, 'candidateGroupsList'),
  candidateUsers: textList(value, 'candidateUsersList'),
  formKey: keyField(value, 'formKey'),
  externalFormReference: textField(value, 'externalFormReference') || null,
  headers: objectField(value, 'customHeaders'),
  taskDueDate: textField(value, 'dueDate'),
  followUpDate: textField(value, 'followUpDate'),
  action: textField(value, 'action'),
});

/** Native user tasks: every record carries the full state; the intents that end in ING are on the way and say nothing. */
export const reduceUserTask = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  const { key, intent, timestamp } = record;
  switch (intent) {
    case 'CREATED':
      return openUserTask(draft, record, true, wordsOf(record), context);
    case 'ASSIGNED':
    case 'UPDATED':
      return changeUserTask(draft, key, wordsOf(record), timestamp);
    case 'COMPLETED':
      changeUserTask(draft, key, wordsOf(record), timestamp);
      return closeUserTask(draft, draft.userTask.find(key), 'completed', new Date(timestamp));
    case 'CANCELED':
      return closeUserTask(draft, draft.userTask.find(key), 'canceled', new Date(timestamp));
    default:
  }
};
