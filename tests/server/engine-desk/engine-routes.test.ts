import { writeKeyset } from '../../../server/shared/keyset.ts';
import type { Knex } from 'knex';
import type { EngineDeskView, RefusedCommandRow, DeadLetterRow } from '../../../core/contracts/engine-state.ts';
import { deadLetterRow, engineDeskView, refusedCommandRow } from '../../../core/contracts/engine-state.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { insertTask } from '../tasks/fixtures.ts';
import type { Refusal } from '../../../server/engine/zeebe/outbox/outbox-row.ts';
import { createDeskWorld, DOSSIER, NOT_FOUND, NOW, type DeskWorld } from './world.ts';

const start = { type: 'createInstance', processDefinitionKey: '1', variables: { secret: 'Công dân Bí Mật' } } as const;
const complete = { type: 'completeUserTask', userTaskKey: '77', variables: {} } as const;
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);

let world: DeskWorld;
let db: Knex;
beforeAll(async () => {
  world = await createDeskWorld();
  ({ db } = world);
});
afterAll(() => world.close());
beforeEach(() => world.clear());

const asAdmin = (method: string, path: string) => world.send('administrator', method, path);
const getState = async (): Promise<EngineDeskView> =>
  (await asAdmin('GET', '/api/engine')).body as unknown as EngineDeskView;
const listRefused = async (query = ''): Promise<{ items: RefusedCommandRow[]; next: string | null }> =>
  (await asAdmin('GET', `/api/engine/refused${query}`)).body as never;
const refuseOne = async (
  at = NOW,
  command: Parameters<DeskWorld['writeDown']>[0] = start,
  refusal: Refusal = NOT_FOUND,
): Promise<string> => {
  world.clock.now = at;
  const row = await world.writeDown(command);
  await world.refuse(row, refusal);
  world.clock.now = NOW;
  return row.id;
};

describe('the state of the process system', () => {
  it('is calm on a site that has nothing to tell', async () => {
    expect(await getState()).toEqual({
      at: new Date(NOW).toISOString(),
      engines: [],
      commands: { waiting: 0, oldestAt: null, refused: 0 },
      feed: { waiting: 0, oldestAt: null, foreignSince: null },
      deadLetters: 0,
      incidents: 0,
    });
  });

  it('counts what waits, what was refused, what could not be read and what stopped', async () => {
    world.engines.push({
      ...{ name: 'zeebe', version: '8.5.8', reachable: true },
      partitions: [
        { id: 1, hasLeader: true },
        { id: 2, hasLeader: false },
      ],
    });
    await world.writeDown(start, { at: NOW - 90_000 });
    await world.writeDown(start, { at: NOW - 5_000 });
    await world.done(await world.writeDown(start, { at: NOW - 900_000 }));
    await refuseOne();
    await db('engineDeadLetter').insert({ stage: 'sink', raw: 'x', reason: 'y', at: new Date(NOW) });
    await db.raw(`insert into engine_partition values (1001, 9) on conflict (id) do update set position = 9`);
    await db.raw(
      `insert into projection_position values (1001, 7) on conflict (partition_id) do update set position = 7`,
    );
    for (const position of [7, 8, 9])
      await db.raw(
        `insert into engine_record (partition_id, position, key, timestamp, value_type, intent, value) values (1001, ?, '1', ?, 'JOB', 'CREATED', '{}')`,
        [position, NOW - 1_000 * (10 - position)],
      );
    const state = await getState();
    expect(state).toMatchObject({
      commands: { waiting: 2, oldestAt: new Date(NOW - 90_000).toISOString(), refused: 1 },
      feed: { waiting: 2, oldestAt: new Date(NOW - 2_000).toISOString(), foreignSince: null },
      ...{ deadLetters: 1, engines: world.engines },
    });
    expect(ajv.validate(engineDeskView, state)).toBe(true);
  });

  it('tells since when the data of brokers do not belong here', async () => {
    await db('enginePartition').insert([
      { id: 1008, position: 0, foreignSince: new Date(NOW - 1_000) },
      { id: 1009, position: 0, foreignSince: new Date(NOW - 5_000) },
    ]);
    const state = await getState();
    await db('enginePartition').whereIn('id', [1008, 1009]).delete();
    expect(state.feed.foreignSince).toBe(new Date(NOW - 5_000).toISOString());
    expect(ajv.validate(engineDeskView, state)).toBe(true);
  });
});

describe('refused commands', () => {
  it('are told with what, why and where, and nothing of what they hold', async () => {
    await insertTask(db, { key: '77', dossierId: DOSSIER, groups: ['officer@u1'], state: 'completing' });
    await refuseOne(NOW - 1_000, complete);
    const { items } = await listRefused();
    expect(items).toEqual([
      {
        ...{ id: expect.stringMatching(/^\d+$/) as string, type: 'completeUserTask', subject: 'Việc 77' },
        ...{ reason: 'NOT_FOUND', detail: 'Expected a thing, but there is none', isSettled: false },
        ...{ dossierId: DOSSIER, dossierCode: 'H29-1', procedureCode: '1.001193', version: 1 },
        ...{ createdAt: new Date(NOW - 1_000).toISOString(), refusedAt: new Date(NOW - 1_000).toISOString() },
      },
    ]);
    await refuseOne();
    const { text } = await asAdmin('GET', '/api/engine/refused');
    expect(text).not.toContain('Bí Mật');
    expect(ajv.validate(refusedCommandRow, (await listRefused()).items[1])).toBe(true);
  });

  it('are paged, the oldest first, without leaving out or repeating, also within one instant', async () => {
    const ids = [
      await refuseOne(NOW - 9_000),
      await refuseOne(NOW - 5_000),
      await refuseOne(NOW - 5_000),
      await refuseOne(),
    ];
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Awaited<ReturnType<typeof listRefused>> = await listRefused(`?limit=1${after && `&after=${after}`}`);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(seen).toEqual(ids);
    expect((await asAdmin('GET', '/api/engine/refused?after=nonsense')).status).toBe(400);
    const foreign = writeKeyset({ at: new Date(), id: 'no-number' });
    for (const list of ['refused', 'dead-letters'])
      expect((await asAdmin('GET', `/api/engine/${list}?after=${foreign}`)).status).toBe(400);
  });

  it('are sent again as if they had never been sent, and the log says by whom', async () => {
    const id = await refuseOne();
    expect((await asAdmin('POST', `/api/engine/refused/${id}/retry`)).status).toBe(202);
    expect((await listRefused()).items).toEqual([]);
    expect(await world.store.takeOver(db, { limit: 10, unsentOnly: false })).toEqual([
      expect.objectContaining({ id, uncertain: false, command: start, dossierId: DOSSIER }),
    ]);
    expect((await db('dossierEvent').orderBy('id')).at(-1)).toMatchObject({
      ...{ kind: 'refusal.retried', actorId: 'administrator', public: false, source: 'engine' },
    });
    expect((await asAdmin('POST', `/api/engine/refused/${id}/retry`)).status).toBe(404);
  });

  it('take their task out of the lists while its completion is on its way again', async () => {
    await insertTask(db, { key: '77', dossierId: DOSSIER, groups: ['officer@u1'], state: 'completing' });
    const id = await refuseOne(NOW, complete, { ...NOT_FOUND, type: 'INVALID_STATE' });
    expect(await db('taskQueue')).toHaveLength(1);
    expect((await asAdmin('POST', `/api/engine/refused/${id}/retry`)).status).toBe(202);
    expect([await db('taskQueue'), await db('userTask').pluck('state')]).toEqual([[], ['completing']]);
  });

  it('are not sent again when the task has been done in another way', async () => {
    await insertTask(db, { key: '77', dossierId: DOSSIER, groups: ['officer@u1'], state: 'completing' });
    const id = await refuseOne(NOW, complete);
    await db('userTask').update({ state: 'completed' });
    expect((await listRefused()).items).toEqual([expect.objectContaining({ id, isSettled: true })]);
    expect((await asAdmin('POST', `/api/engine/refused/${id}/retry`)).status).toBe(409);
    expect((await listRefused()).items).toHaveLength(1);
  });

  it('leave the list when somebody has dealt with them, once', async () => {
    const id = await refuseOne();
    const answers = await Promise.all([1, 2].map(() => asAdmin('POST', `/api/engine/refused/${id}/dismiss`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect([(await listRefused()).items, (await getState()).commands.refused]).toEqual([[], 0]);
    expect(await db('engineOutbox')).toEqual([
      expect.objectContaining({ state: 'refused', dismissedBy: 'administrator', dismissedAt: new Date(NOW) }),
    ]);
    expect(await db('dossierEvent').where({ kind: 'refusal.dismissed' })).toHaveLength(1);
  });

  it.each(['0', 'x', '99999999999999999999', "1' or 1"])('of the id %s there is none', async (id) => {
    for (const act of ['retry', 'dismiss'])
      expect((await asAdmin('POST', `/api/engine/refused/${encodeURIComponent(id)}/${act}`)).status).toBe(404);
  });
});

it('records that could not be read are paged, the newest first, without their contents', async () => {
  await db('engineDeadLetter').insert([
    {
      partitionId: 1001,
      position: '5',
      stage: 'projection',
      raw: 'mật',
      reason: 'no such field',
      at: new Date(NOW - 2_000),
    },
    { stage: 'sink', raw: 'mật khác', reason: 'no JSON', at: new Date(NOW) },
  ]);
  const first = (await asAdmin('GET', '/api/engine/dead-letters?limit=1')).body as never as {
    items: DeadLetterRow[];
    next: string;
  };
  const second = await asAdmin('GET', `/api/engine/dead-letters?limit=1&after=${first.next}`);
  expect(first.items).toEqual([
    expect.objectContaining({ partition: null, position: null, stage: 'sink', reason: 'no JSON' }),
  ]);
  expect(second.body).toEqual({
    next: null,
    items: [
      {
        ...{ id: expect.any(String) as string, partition: 1001, position: '5', stage: 'projection' },
        ...{ reason: 'no such field', at: new Date(NOW - 2_000).toISOString() },
      },
    ],
  });
  expect(second.text).not.toContain('mật');
  expect(ajv.validate(deadLetterRow, first.items[0])).toBe(true);
});

it('the desk is the administrators’ alone', async () => {
  const id = await refuseOne();
  const routes = [
    ['GET', '/api/engine'],
    ['GET', '/api/engine/refused'],
    ['GET', '/api/engine/dead-letters'],
    ['POST', `/api/engine/refused/${id}/retry`],
    ['POST', `/api/engine/refused/${id}/dismiss`],
  ] as const;
  for (const [method, path] of routes) {
    expect([path, (await world.send('officer', method, path)).status]).toEqual([path, 403]);
    expect([path, (await world.send('', method, path)).status]).toEqual([path, 401]);
  }
  expect((await listRefused()).items).toHaveLength(1);
});
