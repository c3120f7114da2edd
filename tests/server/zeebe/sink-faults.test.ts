import { createDb } from '../../../server/db/client.ts';
import { bodyOf, oneRun, readBulk } from './read-bulk.ts';
import { startGate, type Gate } from './gate.ts';
import { startSink, type SinkSite } from './sink-site.ts';

const pairs = oneRun();

describe('while the database is away', () => {
  let behind: SinkSite;
  let site: SinkSite;
  let gate: Gate;
  let db: ReturnType<typeof createDb>;
  beforeEach(async () => {
    behind = await startSink();
    gate = await startGate(behind.database.url);
    db = createDb(gate.url, { poolSize: 3 });
    site = await startSink({ db, answerMs: 700 });
  });
  afterEach(async () => {
    gate.open();
    await site.close();
    await db.destroy();
    await gate.close();
    await behind.close();
  });
  const stored = ({ database }: SinkSite) => database.db('engineRecord').orderBy('position');
  /** As an exporter does: the same bulk, until it is taken. */
  const deliver = async (to: SinkSite, from: number): Promise<void> => {
    for (let at = from; at < pairs.length;) {
      const { status } = await to.bulk(bodyOf(pairs.slice(at, at + 50)));
      if (status === 200) at += 50;
    }
  };

  it.each(['shut', 'hold'] as const)(
    'a broker is told so at once, and everything arrives afterwards (%s)',
    async (how) => {
      expect((await site.bulk(bodyOf(pairs.slice(0, 50)))).status).toBe(200);
      gate[how]();
      const started = performance.now();
      const answers = [];
      for (let turn = 0; turn < 6; turn++) answers.push(await site.bulk(bodyOf(pairs.slice(50, 100))));
      expect(answers.map(({ status, headers }) => [status, headers.get('x-elastic-product')])).toEqual(
        answers.map(() => [503, 'Elasticsearch']),
      );
      expect(performance.now() - started).toBeLessThan(6 * 5_000);
      gate.open();
      await deliver(site, 50);
      const undisturbed = await startSink();
      await deliver(undisturbed, 0);
      const expected = await stored(undisturbed);
      await undisturbed.close();
      expect(expected.length).toBeGreaterThan(200);
      expect(await stored(behind)).toEqual(expected);
      const told = site.logged.map(({ message }) => message);
      expect(told).toEqual(['records cannot be stored; the broker sends them again', 'records are stored again']);
    },
  );
});

describe('while the projector is far behind', () => {
  it('answers come late, and at once when it has caught up', async () => {
    let now = 0;
    const site = await startSink({ lagBound: 100, lagWaitMs: 400, clock: () => (now += 600) });
    const timed = async (body: string): Promise<number> => {
      const started = performance.now();
      expect((await site.bulk(body)).status).toBe(200);
      return performance.now() - started;
    };
    try {
      await timed(bodyOf(pairs.slice(0, 100)));
      expect(await timed(bodyOf(pairs.slice(100, 150)))).toBeGreaterThan(390);
      await site.projector.catchUp();
      expect(await site.projector.lag()).toBe(0);
      expect(await timed(bodyOf(readBulk('8.5.8', '01-deploy-bundle')))).toBeLessThan(390);
    } finally {
      await site.close();
    }
  });
});
