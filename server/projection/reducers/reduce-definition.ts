import type { JsonValue } from '../../../core/contracts/json.ts';
import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Draft } from '../draft.ts';
import { numberField, textField } from '../record-fields.ts';

const reduceProcess = (draft: Draft, { key, intent, value, timestamp }: EngineRecord): void => {
  if (intent !== 'CREATED' && intent !== 'DELETED') return;
  const known = draft.processDefinition.find(key);
  const at = new Date(timestamp);
  draft.processDefinition.put({
    key,
    bpmnProcessId: textField(value, 'bpmnProcessId'),
    version: numberField(value, 'version'),
    resourceName: textField(value, 'resourceName'),
    checksum: textField(value, 'checksum'),
    // Every partition of a broker tells it, one after the other: what was deleted stays so, and it was deployed when the first one said so.
    state: intent === 'DELETED' ? 'deleted' : (known?.state ?? 'active'),
    deployedAt: known && known.deployedAt < at ? known.deployedAt : at,
  });
};

const resourceLists = ['processesMetadata', 'decisionRequirementsMetadata', 'decisionsMetadata', 'formMetadata'];

/** Processes, forms, decisions and deployments. The bytes of a resource stay in the record. */
export const reduceDefinition = (draft: Draft, record: EngineRecord): void => {
  const { key, intent, value, timestamp, valueType } = record;
  const deployedAt = new Date(timestamp);
  if (valueType === 'PROCESS') return reduceProcess(draft, record);
  if (intent !== 'CREATED') return;
  if (valueType === 'FORM') {
    const { formId, resourceName } = {
      formId: textField(value, 'formId'),
      resourceName: textField(value, 'resourceName'),
    };
    return draft.formDefinition.put({ key, formId, version: numberField(value, 'version'), resourceName, deployedAt });
  }
  if (valueType === 'DECISION') {
    return draft.decisionDefinition.put({
      key,
      decisionId: textField(value, 'decisionId'),
      version: numberField(value, 'version'),
      name: textField(value, 'decisionName'),
      requirementsKey: textField(value, 'decisionRequirementsKey'),
      deployedAt,
    });
  }
  if (valueType === 'DEPLOYMENT') {
    const resources = resourceLists.flatMap((list) => (Array.isArray(value[list]) ? (value[list] as JsonValue[]) : []));
    draft.deployment.put({ key, resources, deployedAt });
  }
};
