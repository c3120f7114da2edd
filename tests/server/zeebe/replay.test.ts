import fc from 'fast-check';
import { clearProjection } from '../../../server/projection/rebuild.ts';
import { dumpReadTables } from '../projection/dump-tables.ts';
import { bodyOf, onPartition, oneRun, type RawPair } from './read-bulk.ts';
import { startSink, type SinkSite } from './sink-site.ts';

let site: SinkSite;
beforeAll(async () => {
  site = await startSink();
});
afterAll(() => site.close());

const empty = async (): Promise<void> => {
  await clearProjection(site.database.db);
  await site.database.db.raw('truncate engine_record, engine_dead_letter');
  await site.database.db.raw('delete from engine_partition where id > 1000');
};

/** One exporter: a bulk under way, in order, of these sizes; some of them come again, as after a restart of the broker. */
const deliver = async (
  pairs: readonly RawPair[],
  plan: readonly { readonly size: number; readonly back: number; readonly project: boolean }[],
): Promise<void> => {
  let at = 0;
  for (let turn = 0; at < pairs.length; turn++) {
    const { size, back, project } = plan[turn % plan.length] ?? { size: 50, back: 0, project: false };
    const start = Math.max(0, at - back);
    const { status } = await site.bulk(bodyOf(pairs.slice(start, at + size)));
    expect(status).toBe(200);
    at += size;
    if (project) await site.projector.catchUp();
  }
};

const plans = fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 90 }), back: fc.integer({ min: 0, max: 120 }), project: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
);

it('bulks of any size, sent again in part and projected at any moment, give the same read tables to the last byte', async () => {
  const runs = [oneRun(), onPartition(oneRun(), 2)];
  await Promise.all(runs.map((run) => deliver(run, [{ size: 50, back: 0, project: false }])));
  await site.projector.catchUp();
  const expected = await dumpReadTables(site.database.db);
  expect(expected['user_task']?.length).toBeGreaterThan(20);
  await fc.assert(
    fc.asyncProperty(plans, plans, async (one, two) => {
      // A fresh sink each time: it must not matter what a process remembers of the feed.
      const { database, projector, ...fresh } = site;
      const again = await startSink({ db: database.db });
      site = { ...fresh, database, projector, bulk: again.bulk };
      await empty();
      await Promise.all([one, two].map((plan, index) => deliver(runs[index] ?? [], plan)));
      await site.projector.catchUp();
      const found = await dumpReadTables(database.db);
      await again.close();
      expect(found).toEqual(expected);
    }),
    { seed: 20261123, numRuns: 12, endOnFailure: true },
  );
}, 120_000);
