import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import { parseJsonText } from '../record-fields.ts';
import type { ProcessInstanceRow } from '../rows.ts';
import { adoptElements } from './adopt-elements.ts';

const open = (draft: Draft, { key, dossierId, processDefinitionKey }: ProcessInstanceRow, timestamp: number): void => {
  if (dossierId === null || draft.dossierProgress.find(dossierId)) return;
  const at = new Date(timestamp);
  draft.dossierProgress.put({
    dossierId,
    processDefinitionKey,
    rootProcessInstanceKey: key,
    status: null,
    substatus: null,
    statusSince: null,
    publicStep: null,
    clock: 'NOT_STARTED',
    code: null,
    acceptedAt: null,
    promisedAt: null,
    limitMinutes: null,
    acceptance: null,
    currentDueAt: null,
    dueAt: null,
    pausedSince: null,
    pauseReason: null,
    settledAt: null,
    finishedAt: null,
    startedAt: at,
    updatedAt: at,
  });
};

/** The progress row of a dossier begins with its root instance. */
export const openDossier = (draft: Draft, processInstanceKey: string, timestamp: number): void => {
  const instance = draft.processInstance.find(processInstanceKey);
  if (instance && instance.rootProcessInstanceKey === instance.key) open(draft, instance, timestamp);
};

/** `dossierId` set on a root instance that has begun already. The first name stays. */
export const nameDossier = (
  draft: Draft,
  processInstanceKey: string,
  valueText: string,
  timestamp: number,
  context: ReduceContext,
): void => {
  const instance = draft.processInstance.find(processInstanceKey);
  const dossierId = parseJsonText(valueText);
  if (!instance || instance.dossierId !== null || typeof dossierId !== 'string' || dossierId === '') return;
  if (instance.rootProcessInstanceKey !== instance.key) return;
  draft.processInstance.put({ ...instance, dossierId });
  openDossier(draft, processInstanceKey, timestamp);
  adoptElements(draft, processInstanceKey, dossierId, context);
};
