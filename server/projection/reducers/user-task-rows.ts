import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import type { ReduceContext } from '../context.ts';
import { taskDueAt } from '../dossier/dossier-clock.ts';
import type { Draft } from '../draft.ts';
import { numberField, textField } from '../record-fields.ts';
import type { UserTaskRow } from '../rows.ts';
import { parseNorm } from './parse-norm.ts';

/** The part of a task that native and job-based tasks tell in different words. */
export type TaskWords = Pick<
  UserTaskRow,
  | 'assignee'
  | 'candidateGroups'
  | 'candidateUsers'
  | 'formKey'
  | 'externalFormReference'
  | 'taskDueDate'
  | 'followUpDate'
  | 'action'
> & { readonly headers: Variables };

const isOpen = (row: UserTaskRow): boolean => row.state === 'open' || row.state === 'completing';

export const openUserTask = (
  draft: Draft,
  record: EngineRecord,
  native: boolean,
  words: TaskWords,
  { findModel }: ReduceContext,
): void => {
  const { key, value, timestamp } = record;
  if (draft.userTask.find(key)) return;
  const processInstanceKey = textField(value, 'processInstanceKey');
  const instance = draft.processInstance.find(processInstanceKey);
  const processDefinitionKey = textField(value, 'processDefinitionKey');
  const elementId = textField(value, 'elementId');
  const facts = findModel(processDefinitionKey)?.get(elementId);
  const dossierId = instance?.dossierId ?? null;
  draft.userTask.put({
    key,
    state: 'open',
    native,
    elementId,
    processInstanceKey,
    processDefinitionKey,
    dossierId,
    name: facts?.name || elementId,
    elementInstanceKey: textField(value, 'elementInstanceKey'),
    rootProcessInstanceKey: instance?.rootProcessInstanceKey ?? processInstanceKey,
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    version: numberField(value, 'processDefinitionVersion'),
    formId: facts?.formId ?? null,
    dueAt: dossierId === null ? null : taskDueAt(draft, dossierId),
    normMinutes: parseNorm(facts?.properties['step.norm']),
    stepKind: facts?.properties['step.kind'] ?? null,
    stepOutcomes: facts?.properties['step.outcomes'] ?? null,
    stepLegal: facts?.properties['step.legal'] ?? null,
    createdAt: new Date(timestamp),
    assignedAt: words.assignee === null ? null : new Date(timestamp),
    endedAt: null,
    revision: 1,
    ...words,
  });
};

/**
 * A closed task stays closed: Zeebe may still send COMPLETED for a task that a modification has ended. One that is being completed stays so:
 * whoever completes it takes it first, and nobody may complete it once more while only the record of that has come.
 */
export const changeUserTask = (draft: Draft, key: string, words: Partial<TaskWords>, timestamp: number): void => {
  const row = draft.userTask.find(key);
  if (!row || !isOpen(row)) return;
  const assignee = words.assignee === undefined ? row.assignee : words.assignee;
  const assignedAt = assignee === row.assignee ? row.assignedAt : assignee === null ? null : new Date(timestamp);
  draft.userTask.put({ ...row, ...words, assignee, assignedAt, revision: row.revision + 1 });
};

export const closeUserTask = (
  draft: Draft,
  row: UserTaskRow | undefined,
  state: 'completed' | 'canceled',
  endedAt: Date,
): void => {
  if (row && isOpen(row)) draft.userTask.put({ ...row, state, endedAt, dueAt: null, revision: row.revision + 1 });
};
