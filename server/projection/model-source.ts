import type { Query } from '../engine/query.ts';
import type { ElementFacts, FindModel } from './context.ts';
import { textField } from './record-fields.ts';

type Model = ReadonlyMap<string, ElementFacts>;
/** @returns facts by element id · @throws when the text is no BPMN */
export type ReadModel = (xml: string, bpmnProcessId: string) => Promise<Model>;
type Log = { warn(details: object, message: string): void };

const KEPT = 500;

/**
 * Facts of deployed models, read from the records themselves: PROCESS.CREATED carries the XML. So the answer does not depend
 * on which partition was projected first. Definitions never change, hence the cache.
 */
export const createModelSource = (readModel: ReadModel, log: Log) => {
  const known = new Map<string, Model>();
  const remember = (key: string, model: Model): void => {
    known.set(key, model);
    const oldest = known.keys().next();
    if (known.size > KEPT && !oldest.done) known.delete(oldest.value);
  };
  const read = async (key: string, value: Record<string, unknown>): Promise<void> => {
    try {
      const xml = Buffer.from(textField(value, 'resource'), 'base64').toString('utf8');
      remember(key, await readModel(xml, textField(value, 'bpmnProcessId')));
    } catch (error) {
      log.warn({ err: error, key }, 'the model of a deployed process cannot be read; its properties are left out');
      remember(key, new Map());
    }
  };
  return {
    /** Makes these definitions known, so that `find` answers at once. */
    async prepare(query: Query, keys: readonly string[]): Promise<void> {
      const missing = [...new Set(keys)].filter((key) => !known.has(key));
      if (missing.length === 0) return;
      const rows = await query<{ key: string; value: Record<string, unknown> }>(
        'models',
        `select distinct on (key) key, value from engine_record
         where value_type = 'PROCESS' and intent = 'CREATED' and key = any($1::text[]) order by key, partition_id, position`,
        [missing],
      );
      for (const row of rows) await read(row.key, row.value);
    },
    find: ((key) => known.get(key)) satisfies FindModel,
  };
};
export type ModelSource = ReturnType<typeof createModelSource>;
