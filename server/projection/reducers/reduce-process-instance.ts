import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { openDossier } from '../dossier/open-dossier.ts';
import { finishDossier } from '../dossier/dossier-step.ts';
import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import { keyField, numberField, parseJsonText, textField } from '../record-fields.ts';

/** A dossier is named by the variable `dossierId` of the root instance; what the root calls belongs to it too. */
const findDossierId = (draft: Draft, key: string): string | null => {
  const value = draft.variable.find(key, 'dossierId')?.value;
  const id = value === undefined ? undefined : parseJsonText(value);
  return typeof id === 'string' && id !== '' ? id : null;
};

const start = (draft: Draft, { key, value, timestamp }: EngineRecord): void => {
  if (draft.processInstance.find(key)) return;
  const parentKey = keyField(value, 'parentProcessInstanceKey');
  const parent = parentKey === null ? undefined : draft.processInstance.find(parentKey);
  draft.processInstance.put({
    key,
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    version: numberField(value, 'version'),
    processDefinitionKey: textField(value, 'processDefinitionKey'),
    state: 'active',
    parentProcessInstanceKey: parentKey,
    parentElementInstanceKey: keyField(value, 'parentElementInstanceKey'),
    rootProcessInstanceKey: parent?.rootProcessInstanceKey ?? parentKey ?? key,
    dossierId: parentKey === null ? findDossierId(draft, key) : (parent?.dossierId ?? null),
    startedAt: new Date(timestamp),
    endedAt: null,
  });
  openDossier(draft, key, timestamp);
};

const end = (draft: Draft, record: EngineRecord, state: 'completed' | 'terminated', context: ReduceContext): void => {
  const row = draft.processInstance.find(record.key);
  if (row?.state !== 'active') return;
  draft.processInstance.put({ ...row, state, endedAt: new Date(record.timestamp) });
  if (row.rootProcessInstanceKey === row.key && row.dossierId !== null) {
    finishDossier(draft, row.dossierId, record.timestamp, context);
  }
};

const migrate = (draft: Draft, { key, value }: EngineRecord): void => {
  const row = draft.processInstance.find(key);
  if (!row) return;
  draft.processInstance.put({
    ...row,
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    version: numberField(value, 'version'),
    processDefinitionKey: textField(value, 'processDefinitionKey'),
  });
};

/** PROCESS_INSTANCE records of a process itself. */
export const reduceProcessInstance = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  switch (record.intent) {
    case 'ELEMENT_ACTIVATING':
    case 'ELEMENT_ACTIVATED':
      return start(draft, record);
    case 'ELEMENT_COMPLETED':
      return end(draft, record, 'completed', context);
    case 'ELEMENT_TERMINATED':
      return end(draft, record, 'terminated', context);
    case 'ELEMENT_MIGRATED':
      return migrate(draft, record);
    default:
  }
};
