import type { Knex } from 'knex';
import { CommandRejected } from '../../../core/contracts/engine-command.ts';
import { removeEndedBefore } from '../../../server/engine/zeebe/outbox/remove-ended.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { commandOf, nameOf, startProcess, waitForOutcome, waitUntil } from './support.ts';
import type { Process, ProcessOptions } from './support.ts';

let db: Knex;
let drop: () => Promise<void>;
let one: Process | undefined;
beforeEach(async () => void ({ db, drop } = await cloneDatabase()));
afterEach(async () => {
  await one?.dispatcher.close();
  one = undefined;
  await drop();
});
const refusing = (message: string, options: Partial<ProcessOptions> = {}): Process => {
  one = startProcess(db, {
    name: 'one',
    execute: (command) =>
      nameOf(command) === 'bad'
        ? Promise.reject(new CommandRejected('INVALID_ARGUMENT', message))
        : Promise.resolve({}),
    ...options,
  });
  one.dispatcher.start();
  return one;
};
const give = ({ writeDown }: Process, name: string): Promise<string> =>
  db.transaction((tx) => writeDown(commandOf(name), tx, { dossierId: 'D1', jobKey: null }));

it.each([
  ['a NUL', 'value \0 of', 'value \ufffd of'],
  ['half a character', 'cut off \ud83d', 'cut off \ufffd'],
])('notes a refusal whose words hold %s, and goes on with the dossier', async (_what, message, kept) => {
  const process = refusing(message);
  const [bad, good] = [await give(process, 'bad'), await give(process, 'good')];
  expect(await waitForOutcome(db, bad)).toMatchObject({ state: 'refused', refusal: { message: kept } });
  expect((await waitForOutcome(db, good)).state).toBe('done');
  const { rows } = await db.raw<{ rows: { text: string }[] }>(
    `select refusal ->> 'message' as text from engine_outbox where id = ?`,
    [bad],
  );
  expect(rows[0]?.text).toBe(kept);
});

it('notes a refusal that the platform cannot deal with, without what it had begun to write, and goes on with the dossier', async () => {
  const process = refusing('no', {
    onRefused: async (tx) => {
      await tx.raw('create table half_done (id int)');
      throw new TypeError('a fault of ours');
    },
  });
  const [bad, good] = [await give(process, 'bad'), await give(process, 'good')];
  expect((await waitForOutcome(db, bad)).state).toBe('refused');
  expect((await waitForOutcome(db, good)).state).toBe('done');
  expect(await db.schema.hasTable('half_done')).toBe(false);
});

it('tells a refusal again when the database had to give way', async () => {
  let told = 0;
  const process = refusing('no', {
    onRefused: () =>
      ++told === 1 ? Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' })) : Promise.resolve(),
  });
  const bad = await give(process, 'bad');
  expect((await waitForOutcome(db, bad)).state).toBe('refused');
  expect(told).toBe(2);
});

it('removes what was carried out or dealt with long ago, and nothing that somebody has yet to look at', async () => {
  const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));
  const row = (id: string, state: string, endedAt: Date | null, dismissedAt: Date | null = null) => ({
    ...{
      lane: id,
      dossierId: id,
      command: JSON.stringify(commandOf(id)),
      state,
      createdAt: day(1),
      endedAt,
      dismissedAt,
    },
  });
  await db('engineOutbox').insert([
    row('waits', 'open', null),
    row('old', 'done', day(2)),
    row('old too', 'done', day(3)),
    row('young', 'done', day(9)),
    row('refused', 'refused', day(2)),
    row('just dealt with', 'refused', day(2), day(9)),
    row('dealt with', 'refused', day(2), day(3)),
  ]);
  expect(await removeEndedBefore(db, day(8), 2)).toBe(2);
  expect(await removeEndedBefore(db, day(8), 2)).toBe(1);
  expect(await removeEndedBefore(db, day(8), 2)).toBe(0);
  const left = await db('engineOutbox').orderBy('id').select<{ lane: string }[]>('lane');
  expect(left.map(({ lane }) => lane)).toEqual(['waits', 'young', 'refused', 'just dealt with']);
});

it('looks for commands without reading those that have ended', async () => {
  await db.raw(`insert into engine_outbox (lane, command, state, created_at, ended_at)
    select 'D' || n, '{"type":"cancelInstance"}', case when n % 20 = 0 then 'open' else 'done' end, now(), now() from generate_series(1, 40000) n`);
  await db.raw('analyze engine_outbox');
  const seen: string[] = [];
  const watched = db.on('query', ({ sql }: { sql: string }) => void seen.push(sql));
  refusing('no');
  await waitUntil(() => seen.some((sql) => sql.includes('skip locked')), 'a look');
  watched.removeAllListeners('query');
  const sql = seen.find((each) => each.includes('skip locked')) ?? '';
  const { rows } = await db.raw<{ rows: { 'QUERY PLAN': string }[] }>(
    `explain ${sql
      .replace(/\$1|\?/, 'false')
      .replace(/\$2|\?/, '500')
      .replace(/\$3|\?/, "'me'")}`,
  );
  const plan = rows.map((line) => line['QUERY PLAN']).join('\n');
  expect(plan).toContain('engine_outbox_line');
  expect(plan).not.toContain('Seq Scan on engine_outbox');
});
