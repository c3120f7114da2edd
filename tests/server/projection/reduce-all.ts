import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { DossierRules, ElementFacts, ReduceContext } from '../../../server/projection/context.ts';
import { createDraft, type Draft } from '../../../server/projection/draft.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import { reduceRecord } from '../../../server/projection/reduce-record.ts';

export const noRules: DossierRules = { clockOfStatus: () => 'RUNNING', recomputeDue: ({ promisedAt }) => promisedAt };

const readModels = async (
  records: readonly EngineRecord[],
): Promise<Map<string, ReadonlyMap<string, ElementFacts>>> => {
  const models = new Map<string, ReadonlyMap<string, ElementFacts>>();
  for (const { valueType, key, value } of records) {
    if (valueType !== 'PROCESS') continue;
    const xml = Buffer.from(String(value['resource']), 'base64').toString('utf8');
    models.set(key, await readModel(xml, String(value['bpmnProcessId'])));
  }
  return models;
};

/** The read side after these records, in memory. */
export const reduceAll = async (
  records: readonly EngineRecord[],
  context: Partial<ReduceContext> = {},
): Promise<Draft> => {
  const models = await readModels(records);
  const draft = createDraft();
  const complete = {
    findModel: (key: string) => models.get(key),
    rules: noRules,
    findTerms: () => undefined,
    ...context,
  };
  for (const record of records) reduceRecord(draft, record, complete);
  return draft;
};

export const rowsOf = <R>(table: { list(): Iterable<R> }): R[] => [...table.list()];
