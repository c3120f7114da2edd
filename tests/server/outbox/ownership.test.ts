import type { Knex } from 'knex';
import { CommandRejected } from '../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../../server/engine/engine.ts';
import type { Evidence } from '../../../server/engine/zeebe/outbox/find-evidence.ts';
import type { OutboxStore } from '../../../server/engine/zeebe/outbox/outbox-store.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { commandOf, nameOf, startProcess, waitForOutcome, waitUntil } from './support.ts';
import type { Execute, Process, ProcessOptions } from './support.ts';

let db: Knex;
let drop: () => Promise<void>;
let open: Process[];
beforeEach(async () => {
  ({ db, drop } = await cloneDatabase());
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map(({ dispatcher }) => dispatcher.close()));
  await drop();
});

const start = (name: string, execute: Execute, options: Partial<ProcessOptions> = {}): Process => {
  const one = startProcess(db, { name, execute, ...options });
  open.push(one);
  one.dispatcher.start();
  return one;
};
const give = ({ writeDown }: Process, name: string, dossierId: string): Promise<string> =>
  db.transaction((tx) => writeDown(commandOf(name), tx, { dossierId, jobKey: null }));
const ownersOf = async (ids: readonly string[]): Promise<(string | null)[]> =>
  (await db('engineOutbox').whereIn('id', ids).orderBy('id').select<{ owner: string | null }[]>('owner')).map(
    ({ owner }) => owner,
  );
const away = (): Promise<never> => Promise.reject(new EngineUnavailable('notDone', 'away'));
const createLatch = () => {
  let free = (): void => undefined;
  const held = new Promise<void>((resolve) => (free = resolve));
  return { held, free: () => free() };
};

it('a command whose transaction was long goes before those that were written down after it', async () => {
  const sent: string[] = [];
  const latch = createLatch();
  const through = (store: OutboxStore): OutboxStore => ({
    ...store,
    renew: async (...args) => {
      await latch.held;
      return store.renew(...args);
    },
  });
  const one = start('one', (command) => Promise.resolve((sent.push(nameOf(command)), {})), { through });
  const first = await db.transaction(async (tx) => {
    const id = await one.writeDown(commandOf('long'), tx, { dossierId: 'A', jobKey: null });
    await tx.raw('select pg_sleep(1.4)');
    return id;
  });
  const second = await give(one, 'short', 'A');
  await waitForOutcome(db, await give(one, 'other', 'B'));
  expect(sent).toEqual(['other']);
  latch.free();
  for (const id of [first, second]) await waitForOutcome(db, id);
  expect(sent).toEqual(['other', 'long', 'short']);
}, 30_000);

it('does not send what went to another process while the feed was asked about it', async () => {
  let sent = 0;
  const latch = createLatch();
  let asked = 0;
  const findEvidence = async (): Promise<Evidence | undefined> => {
    asked++;
    await latch.held;
    return undefined;
  };
  const execute: Execute = () => {
    sent++;
    return Promise.reject(new EngineUnavailable('unknown', 'late'));
  };
  const kept: string[][] = [];
  const through = (store: OutboxStore): OutboxStore => ({
    ...store,
    renew: async (...args) => {
      const ids = await store.renew(...args);
      kept.push([...ids]);
      return ids;
    },
  });
  const one = start('one', execute, { findEvidence, through });
  const id = await give(one, 'a', 'A');
  await waitUntil(() => asked === 1, 'the question');
  await db('engineOutbox')
    .where({ id })
    .update({ owner: 'other', leasedUntil: new Date('2999-01-01') });
  const before = kept.length;
  await waitUntil(() => kept.length > before && kept.at(-1)?.length === 0, 'a renewal without it');
  latch.free();
  await waitForOutcome(
    db,
    await give(
      start('two', () => Promise.resolve({})),
      'b',
      'B',
    ),
  );
  expect(sent).toBe(1);
}, 30_000);

it('while the feed is late, what was never sent goes out all the same', async () => {
  const names: string[] = [];
  const execute: Execute = (command) => {
    if (nameOf(command).startsWith('late')) return Promise.reject(new EngineUnavailable('unknown', 'late'));
    names.push(nameOf(command));
    return Promise.resolve({});
  };
  const one = start('one', execute, { concurrency: 2, findEvidence: () => new Promise(() => undefined) });
  for (let index = 0; index < 6; index++) await give(one, `late${index}`, `L${index}`);
  const ids = [await give(one, 'fresh1', 'A'), await give(one, 'fresh2', 'B')];
  for (const id of ids) expect((await waitForOutcome(db, id)).state).toBe('done');
  expect(names).toEqual(['fresh1', 'fresh2']);
});

it('gives back at its end what it did not send, and nobody has to ask about that', async () => {
  const one = start('one', away);
  const ids = [await give(one, 'a1', 'A'), await give(one, 'a2', 'A'), await give(one, 'b', 'B')];
  expect(await ownersOf(ids)).toEqual(['one', 'one', 'one']);
  await one.dispatcher.close();
  expect(await ownersOf(ids)).toEqual([null, null, null]);
  let asked = 0;
  const findEvidence = () => Promise.resolve((asked++, undefined));
  start('two', () => Promise.resolve({}), { findEvidence });
  for (const id of ids) expect((await waitForOutcome(db, id)).state).toBe('done');
  expect(asked).toBe(0);
});

it('hands what is of unknown outcome to others at once at its end, as such', async () => {
  const one = start('one', () => Promise.reject(new EngineUnavailable('unknown', 'late')), {
    findEvidence: () => new Promise(() => undefined),
  });
  const id = await give(one, 'a', 'A');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await one.dispatcher.close();
  const done = { answer: { messageKey: '5' } };
  start('two', away, { findEvidence: () => Promise.resolve(done) });
  expect(await waitForOutcome(db, id)).toMatchObject({ state: 'done', ...done });
});

it('ends although a refusal cannot be noted', async () => {
  let tried = 0;
  const through = (store: OutboxStore): OutboxStore => ({
    ...store,
    end: () => {
      tried++;
      return Promise.reject(new Error('away'));
    },
  });
  const refuse = () => Promise.reject(new CommandRejected('NOT_FOUND', 'gone'));
  const one = start('one', refuse, { through });
  await give(one, 'a', 'A');
  await waitUntil(() => tried > 0, 'an attempt to note it');
  await one.dispatcher.close();
  expect(await db('engineOutbox').where({ state: 'open' })).toHaveLength(1);
});

it('keeps few in hand while brokers are away, and sends all when they are back, in order', async () => {
  let isAway = true;
  const sent: string[] = [];
  const one = start('one', (command) => (isAway ? away() : Promise.resolve((sent.push(nameOf(command)), {}))));
  await give(one, 'first', 'first');
  const names = Array.from({ length: 600 }, (_, index) => `${index}`);
  const ids = await db.transaction(async (tx) => {
    const given: string[] = [];
    for (const name of names)
      given.push(await one.writeDown(commandOf(name), tx, { dossierId: `D${Number(name) % 100}`, jobKey: null }));
    return given;
  });
  const more = await give(one, 'more', 'more');
  expect(await ownersOf([more])).toEqual([null]);
  isAway = false;
  for (const id of [...ids, more]) expect((await waitForOutcome(db, id)).state).toBe('done');
  expect(sent).toHaveLength(602);
  for (const lane of names.slice(0, 100)) {
    const own = sent.filter((name) => /^\d+$/.test(name) && Number(name) % 100 === Number(lane)).map(Number);
    expect(own).toEqual([...own].sort((a, b) => a - b));
  }
}, 60_000);
