import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import { textField } from '../record-fields.ts';
import type { DossierProgressRow } from '../rows.ts';
import { putProgress } from './dossier-clock.ts';

type Properties = Readonly<Record<string, string>>;

const progressOf = (draft: Draft, { value }: EngineRecord): DossierProgressRow | undefined => {
  const dossierId = draft.processInstance.find(textField(value, 'processInstanceKey'))?.dossierId ?? null;
  return dossierId === null ? undefined : draft.dossierProgress.find(dossierId);
};

const propertiesOf = ({ value }: EngineRecord, { findModel }: ReduceContext): Properties =>
  findModel(textField(value, 'processDefinitionKey'))?.get(textField(value, 'elementId'))?.properties ?? {};

/** A new status clears the substatus of the old one. */
const withStatus = (row: DossierProgressRow, properties: Properties, at: Date): DossierProgressRow => {
  const status = Number(properties['dossier.status']);
  const named = properties['dossier.substatus'] ?? null;
  if (!Number.isInteger(status) || status < 1) return named === null ? row : { ...row, substatus: named };
  return { ...row, status, substatus: named, statusSince: row.status === status ? row.statusSince : at };
};

const openPause = (draft: Draft, record: EngineRecord, dossierId: string, reason: string): void => {
  if (draft.dossierPause.find(record.key)) return;
  const elementId = textField(record.value, 'elementId');
  const startedAt = new Date(record.timestamp);
  draft.dossierPause.put({ elementInstanceKey: record.key, dossierId, elementId, reason, startedAt, endedAt: null });
};

/** What the model says of an element takes effect when it is entered. */
export const enterStep = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  const row = progressOf(draft, record);
  if (!row) return;
  const properties = propertiesOf(record, context);
  const { 'dossier.outcome': outcome, 'clock.pause': pause, 'step.public': publicStep } = properties;
  const at = new Date(record.timestamp);
  if (outcome) {
    draft.dossierOutcome.put({
      dossierId: row.dossierId,
      outcome,
      elementId: textField(record.value, 'elementId'),
      at,
    });
  }
  if (pause) openPause(draft, record, row.dossierId, pause);
  const next = withStatus(publicStep ? { ...row, publicStep } : row, properties, at);
  if (next !== row || pause) putProgress(draft, next, record.timestamp, context);
};

/** A pause lasts as long as its token stays. */
export const leaveStep = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  const pause = draft.dossierPause.find(record.key);
  if (!pause || pause.endedAt !== null) return;
  draft.dossierPause.put({ ...pause, endedAt: new Date(record.timestamp) });
  const row = draft.dossierProgress.find(pause.dossierId);
  if (row) putProgress(draft, row, record.timestamp, context);
};

export const finishDossier = (draft: Draft, dossierId: string, timestamp: number, context: ReduceContext): void => {
  const row = draft.dossierProgress.find(dossierId);
  if (!row) return;
  putProgress(draft, { ...row, finishedAt: new Date(timestamp) }, timestamp, context);
};
