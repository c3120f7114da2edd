import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Draft } from '../draft.ts';
import { keyField, textField } from '../record-fields.ts';

/** The element comes from the element instance: after an uncaught error the record says NO_CATCH_EVENT_FOUND. */
const elementOf = (draft: Draft, { value }: EngineRecord): string =>
  draft.elementInstance.find(textField(value, 'elementInstanceKey'))?.elementId ??
  draft.job.find(textField(value, 'jobKey'))?.elementId ??
  textField(value, 'elementId');

export const reduceIncident = (draft: Draft, record: EngineRecord): void => {
  const { key, intent, value, timestamp } = record;
  const known = draft.incident.find(key);
  if (intent === 'RESOLVED' && known) {
    return draft.incident.put({ ...known, state: 'resolved', resolvedAt: new Date(timestamp) });
  }
  if (intent !== 'CREATED' || known) return;
  const processInstanceKey = textField(value, 'processInstanceKey');
  draft.incident.put({
    key,
    state: 'open',
    errorType: textField(value, 'errorType'),
    errorMessage: textField(value, 'errorMessage'),
    processInstanceKey,
    processDefinitionKey: textField(value, 'processDefinitionKey'),
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    elementInstanceKey: textField(value, 'elementInstanceKey'),
    elementId: elementOf(draft, record),
    jobKey: keyField(value, 'jobKey'),
    dossierId: draft.processInstance.find(processInstanceKey)?.dossierId ?? null,
    createdAt: new Date(timestamp),
    resolvedAt: null,
  });
};
