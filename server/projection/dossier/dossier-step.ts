import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import type { DossierProgressRow } from '../rows.ts';
import { putProgress } from './dossier-clock.ts';

type Properties = Readonly<Record<string, string>>;

/** An element instance that was entered or left. */
export type Step = {
  readonly key: string;
  readonly elementId: string;
  readonly processInstanceKey: string;
  readonly processDefinitionKey: string;
  /** When, in milliseconds. */
  readonly timestamp: number;
};

const progressOf = (draft: Draft, { processInstanceKey }: Step): DossierProgressRow | undefined => {
  const dossierId = draft.processInstance.find(processInstanceKey)?.dossierId ?? null;
  return dossierId === null ? undefined : draft.dossierProgress.find(dossierId);
};

const propertiesOf = ({ processDefinitionKey, elementId }: Step, { findModel }: ReduceContext): Properties =>
  findModel(processDefinitionKey)?.get(elementId)?.properties ?? {};

/** A new status clears the substatus of the old one. */
const withStatus = (row: DossierProgressRow, properties: Properties, at: Date): DossierProgressRow => {
  const status = Number(properties['dossier.status']);
  const named = properties['dossier.substatus'] ?? null;
  if (!Number.isInteger(status) || status < 1) return named === null ? row : { ...row, substatus: named };
  return { ...row, status, substatus: named, statusSince: row.status === status ? row.statusSince : at };
};

const openPause = (draft: Draft, step: Step, dossierId: string, reason: string): void => {
  if (draft.dossierPause.find(step.key)) return;
  const { elementId } = step;
  const startedAt = new Date(step.timestamp);
  draft.dossierPause.put({ elementInstanceKey: step.key, dossierId, elementId, reason, startedAt, endedAt: null });
};

/** What the model says of an element takes effect when it is entered. */
export const enterStep = (draft: Draft, step: Step, context: ReduceContext): void => {
  const row = progressOf(draft, step);
  if (!row) return;
  const properties = propertiesOf(step, context);
  const { 'dossier.outcome': outcome, 'clock.pause': pause, 'step.public': publicStep } = properties;
  const at = new Date(step.timestamp);
  if (outcome) {
    draft.dossierOutcome.put({
      dossierId: row.dossierId,
      outcome,
      elementId: step.elementId,
      at,
    });
  }
  if (pause) openPause(draft, step, row.dossierId, pause);
  const next = withStatus(publicStep ? { ...row, publicStep } : row, properties, at);
  if (next !== row || pause) putProgress(draft, next, step.timestamp, context);
};

/** A pause lasts as long as its token stays. */
export const leaveStep = (draft: Draft, step: Pick<Step, 'key' | 'timestamp'>, context: ReduceContext): void => {
  const pause = draft.dossierPause.find(step.key);
  if (!pause || pause.endedAt !== null) return;
  draft.dossierPause.put({ ...pause, endedAt: new Date(step.timestamp) });
  const row = draft.dossierProgress.find(pause.dossierId);
  if (row) putProgress(draft, row, step.timestamp, context);
};

export const finishDossier = (draft: Draft, dossierId: string, timestamp: number, context: ReduceContext): void => {
  const row = draft.dossierProgress.find(dossierId);
  if (!row) return;
  putProgress(draft, { ...row, finishedAt: new Date(timestamp) }, timestamp, context);
};
