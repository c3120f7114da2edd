import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { ServerEvent } from '../../core/contracts/event.ts';
import type { Query } from '../engine/query.ts';
import { changedEvents } from './changed-events.ts';
import { ContentError } from './content-error.ts';
import type { DossierRules, ReduceContext } from './context.ts';
import type { Draft } from './draft.ts';
import { dossierIdsOf, loadDraft } from './load-draft.ts';
import { loadTerms } from './load-terms.ts';
import type { ModelSource } from './model-source.ts';
import { keyField } from './record-fields.ts';
import { reduceRecord } from './reduce-record.ts';
import { writeDossierUnits } from './write-dossier-units.ts';
import { writeDraft } from './write-draft.ts';
import { writeQueue } from './write-queue.ts';

type Deps = { readonly models: ModelSource; readonly rules: DossierRules };

const reduce = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  try {
    reduceRecord(draft, record, context);
  } catch (error) {
    throw new ContentError(`${record.valueType}.${record.intent} cannot be projected`, { cause: error });
  }
};

/** Applies records of one partition, in order, and answers what screens should read again. @throws ContentError · what the database says */
export const projectBatch = async (
  query: Query,
  records: readonly EngineRecord[],
  { models, rules }: Deps,
): Promise<ServerEvent[]> => {
  await models.prepare(
    query,
    records.flatMap(({ value }) => keyField(value, 'processDefinitionKey') ?? []),
  );
  const draft = await loadDraft(query, records);
  const context = { findModel: models.find, rules, findTerms: await loadTerms(query, dossierIdsOf(draft, records)) };
  for (const record of records) reduce(draft, record, context);
  const tasks = draft.userTask.changed();
  await writeDraft(query, draft);
  await writeQueue(query, tasks);
  await writeDossierUnits(query, tasks);
  return changedEvents(draft);
};
