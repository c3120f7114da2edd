import type { NewRecord } from '../../contracts/engine-record.ts';
import type { Drg } from '../../decisions/decision-model.ts';
import type { StoredDefinition } from '../api.ts';
import { encodeResource } from '../checksum.ts';

/** A definition as a deployment leaves it; `isDuplicate`: nothing new was stored. */
export type Deployed = { readonly definition: StoredDefinition; readonly isDuplicate: boolean; readonly drg?: Drg };

const common = ({ definition, isDuplicate }: Deployed) => ({
  version: definition.version,
  checksum: definition.checksum,
  resourceName: definition.resourceName,
  duplicate: isDuplicate,
  tenantId: '<default>',
});

const processMetadata = (deployed: Deployed) => ({
  ...common(deployed),
  bpmnProcessId: deployed.definition.id,
  processDefinitionKey: deployed.definition.key,
});
const formMetadata = (deployed: Deployed) => ({
  ...common(deployed),
  formId: deployed.definition.id,
  formKey: deployed.definition.key,
});
const requirementsMetadata = (deployed: Deployed) => {
  const { version, ...rest } = common(deployed);
  return {
    ...rest,
    decisionRequirementsId: deployed.definition.id,
    decisionRequirementsKey: deployed.definition.key,
    decisionRequirementsName: deployed.drg?.name ?? '',
    decisionRequirementsVersion: version,
    namespace: deployed.drg?.namespace ?? '',
  };
};
const decisionMetadata = ({ definition, drg, isDuplicate }: Deployed) =>
  (definition.decisions ?? []).map(({ decisionId, decisionKey, version }) => ({
    decisionId,
    decisionKey,
    version,
    decisionName: drg?.decisions.get(decisionId)?.name ?? '',
    decisionRequirementsId: definition.id,
    decisionRequirementsKey: definition.key,
    duplicate: isDuplicate,
    tenantId: '<default>',
  }));

const definitionRecords = (deployed: Deployed, timestamp: number): readonly NewRecord[] => {
  const { definition } = deployed;
  const resource = encodeResource(definition.content);
  const of = (valueType: string, key: string, value: Record<string, unknown>): NewRecord => ({
    valueType,
    intent: 'CREATED',
    key,
    timestamp,
    value,
  });
  switch (definition.kind) {
    case 'process':
      return [of('PROCESS', definition.key, { ...processMetadata(deployed), resource })];
    case 'form':
      return [of('FORM', definition.key, { ...formMetadata(deployed), resource })];
    case 'decisionRequirements':
      return [
        of('DECISION_REQUIREMENTS', definition.key, { ...requirementsMetadata(deployed), resource }),
        ...decisionMetadata(deployed).map((decision) => of('DECISION', decision.decisionKey, decision)),
      ];
  }
};

/** Records of a deployment: one per new definition, then the deployment itself. */
export const deploymentRecords = (key: string, all: readonly Deployed[], timestamp: number): readonly NewRecord[] => {
  const ofKind = (kind: StoredDefinition['kind']): readonly Deployed[] =>
    all.filter(({ definition }) => definition.kind === kind);
  return [
    ...all.filter(({ isDuplicate }) => !isDuplicate).flatMap((deployed) => definitionRecords(deployed, timestamp)),
    {
      valueType: 'DEPLOYMENT',
      intent: 'CREATED',
      key,
      timestamp,
      value: {
        resources: [],
        processesMetadata: ofKind('process').map(processMetadata),
        decisionsMetadata: ofKind('decisionRequirements').flatMap(decisionMetadata),
        decisionRequirementsMetadata: ofKind('decisionRequirements').map(requirementsMetadata),
        formMetadata: ofKind('form').map(formMetadata),
        tenantId: '<default>',
      },
    },
  ];
};
