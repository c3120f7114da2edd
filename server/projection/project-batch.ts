import type { Knex } from 'knex';
import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { ServerEvent } from '../../core/contracts/event.ts';
import { changedEvents } from './changed-events.ts';
import type { DossierRules } from './context.ts';
import { dossierIdsOf, loadDraft } from './load-draft.ts';
import { loadTerms } from './load-terms.ts';
import type { ModelSource } from './model-source.ts';
import { keyField } from './record-fields.ts';
import { reduceRecord } from './reduce-record.ts';
import { writeDossierUnits } from './write-dossier-units.ts';
import { writeDraft } from './write-draft.ts';
import { writeQueue } from './write-queue.ts';

type Deps = { readonly models: ModelSource; readonly rules: DossierRules };

/** Applies records of one partition, in order, and answers what screens should read again. */
export const projectBatch = async (
  tx: Knex,
  records: readonly EngineRecord[],
  { models, rules }: Deps,
): Promise<ServerEvent[]> => {
  await models.prepare(
    tx,
    records.flatMap(({ value }) => keyField(value, 'processDefinitionKey') ?? []),
  );
  const draft = await loadDraft(tx, records);
  const context = { findModel: models.find, rules, findTerms: await loadTerms(tx, dossierIdsOf(draft, records)) };
  for (const record of records) reduceRecord(draft, record, context);
  const tasks = draft.userTask.changed();
  await writeDraft(tx, draft);
  await writeQueue(tx, tasks);
  await writeDossierUnits(tx, tasks);
  return changedEvents(draft);
};
