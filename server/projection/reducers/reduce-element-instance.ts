import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { ReduceContext } from '../context.ts';
import { enterStep, leaveStep, type Step } from '../dossier/dossier-step.ts';
import type { Draft } from '../draft.ts';
import { keyField, numberField, textField } from '../record-fields.ts';
import type { ElementState } from '../rows.ts';
import { closeElement, migrateElement } from './close-element.ts';

const enter = (draft: Draft, record: EngineRecord, state: ElementState): void => {
  const { key, value, position, timestamp } = record;
  const known = draft.elementInstance.find(key);
  if (known) return draft.elementInstance.put({ ...known, state });
  const processInstanceKey = textField(value, 'processInstanceKey');
  draft.elementInstance.put({
    key,
    processInstanceKey,
    processDefinitionKey: textField(value, 'processDefinitionKey'),
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    version: numberField(value, 'version'),
    elementId: textField(value, 'elementId'),
    elementType: textField(value, 'bpmnElementType'),
    flowScopeKey: keyField(value, 'flowScopeKey'),
    state,
    dossierId: draft.processInstance.find(processInstanceKey)?.dossierId ?? null,
    startedAt: new Date(timestamp),
    endedAt: null,
    position,
  });
};

const leave = (draft: Draft, { key, timestamp }: EngineRecord, state: 'completed' | 'terminated'): void => {
  const row = draft.elementInstance.find(key);
  if (row && row.endedAt === null) draft.elementInstance.put({ ...row, state, endedAt: new Date(timestamp) });
};

const migrate = (draft: Draft, { key, value }: EngineRecord): void => {
  const row = draft.elementInstance.find(key);
  if (!row) return;
  const target = {
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    version: numberField(value, 'version'),
    processDefinitionKey: textField(value, 'processDefinitionKey'),
    elementId: textField(value, 'elementId'),
  };
  draft.elementInstance.put({ ...row, ...target });
  migrateElement(draft, key, target);
};

const stepOf = ({ key, value, timestamp }: EngineRecord): Step => ({
  key,
  elementId: textField(value, 'elementId'),
  processInstanceKey: textField(value, 'processInstanceKey'),
  processDefinitionKey: textField(value, 'processDefinitionKey'),
  timestamp,
});

/** PROCESS_INSTANCE records of elements inside a process. */
export const reduceElementInstance = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  switch (record.intent) {
    case 'ELEMENT_ACTIVATING':
      return enter(draft, record, 'activating');
    case 'ELEMENT_ACTIVATED':
      enter(draft, record, 'active');
      return enterStep(draft, stepOf(record), context);
    case 'ELEMENT_COMPLETED':
    case 'ELEMENT_TERMINATED':
      leave(draft, record, record.intent === 'ELEMENT_COMPLETED' ? 'completed' : 'terminated');
      closeElement(draft, record);
      return leaveStep(draft, record, context);
    case 'ELEMENT_MIGRATED':
      return migrate(draft, record);
    default:
  }
};
