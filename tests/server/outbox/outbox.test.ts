import type { Knex } from 'knex';
import { CommandRejected, type EngineCommand } from '../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../../server/engine/engine.ts';
import type { FindEvidence } from '../../../server/engine/zeebe/outbox/find-evidence.ts';
import { createOutboxStore, LEASE_MS, type OutboxStore } from '../../../server/engine/zeebe/outbox/outbox-store.ts';
import { createOutcomes } from '../../../server/engine/zeebe/outbox/outcomes.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { commandOf, nameOf, silent, START, startProcess, waitForOutcome, waitUntil } from './support.ts';
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

const createProcess = (
  name: string,
  execute: Execute,
  findEvidence: FindEvidence = () => Promise.resolve(undefined),
  options: Partial<ProcessOptions> = {},
): Process => {
  const one = startProcess(db, { name, execute, findEvidence, ...options });
  open.push(one);
  return one;
};
const outcomeOf = (id: string) => waitForOutcome(db, id);
const give = ({ writeDown }: Process, command: EngineCommand, dossierId: string | null): Promise<string> =>
  db.transaction((tx) => writeDown(command, tx, { dossierId, jobKey: null }));

it('sends a command after the commit and keeps its answer', async () => {
  const one = createProcess('one', () => Promise.resolve({ messageKey: '7' }));
  one.dispatcher.start();
  const id = await give(one, commandOf('a'), 'D1');
  expect(await outcomeOf(id)).toMatchObject({ state: 'done', answer: { messageKey: '7' } });
});

it('sends nothing of a transaction that was rolled back', async () => {
  const sent: string[] = [];
  const one = createProcess('one', (command) => Promise.resolve((sent.push(nameOf(command)), {})));
  one.dispatcher.start();
  await expect(
    db.transaction(async (tx) => {
      await one.writeDown(commandOf('never'), tx, { dossierId: 'D1', jobKey: null });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await outcomeOf(await give(one, commandOf('yes'), 'D1'));
  expect(sent).toEqual(['yes']);
});

it('keeps the order of a dossier, also within one transaction, and works on others meanwhile', async () => {
  const sent: string[] = [];
  let free = (): void => undefined;
  const held = new Promise<void>((resolve) => (free = resolve));
  const one = createProcess('one', async (command) => {
    if (nameOf(command) === 'a1') await held;
    sent.push(nameOf(command));
    return {};
  });
  one.dispatcher.start();
  const [, second] = await db.transaction(async (tx) => [
    await one.writeDown(commandOf('a1'), tx, { dossierId: 'A', jobKey: null }),
    await one.writeDown(commandOf('a2'), tx, { dossierId: 'A', jobKey: null }),
  ]);
  await outcomeOf(await give(one, commandOf('b1'), 'B'));
  expect(sent).toEqual(['b1']);
  free();
  await outcomeOf(second ?? '');
  expect(sent).toEqual(['b1', 'a1', 'a2']);
});

it('sends again what had no effect', async () => {
  let attempts = 0;
  const one = createProcess('one', () =>
    ++attempts < 4 ? Promise.reject(new EngineUnavailable('notDone', 'away')) : Promise.resolve({}),
  );
  one.dispatcher.start();
  expect((await outcomeOf(await give(one, commandOf('a'), 'D1'))).state).toBe('done');
  expect(attempts).toBe(4);
});

it.each([
  ['does not send it again when the feed shows it', { answer: { processInstanceKey: '9' } }, 1],
  ['sends it again when the feed does not show it', undefined, 2],
] as const)('after an unknown outcome %s', async (_what, evidence, expected) => {
  let attempts = 0;
  const one = createProcess(
    'one',
    () => (++attempts === 1 ? Promise.reject(new EngineUnavailable('unknown', 'late')) : Promise.resolve({})),
    () => Promise.resolve(evidence),
  );
  one.dispatcher.start();
  const id = await give(one, { type: 'createInstance', processDefinitionKey: '1', variables: {} }, 'D1');
  expect((await outcomeOf(id)).state).toBe('done');
  expect(attempts).toBe(expected);
});

it('takes a refusal of the second sending for success when the feed shows the first one', async () => {
  let attempts = 0;
  const one = createProcess(
    'one',
    () =>
      Promise.reject(
        ++attempts === 1 ? new EngineUnavailable('unknown', 'late') : new CommandRejected('NOT_FOUND', 'gone'),
      ),
    () => Promise.resolve(attempts < 2 ? undefined : { answer: {} }),
  );
  one.dispatcher.start();
  expect((await outcomeOf(await give(one, commandOf('a'), 'D1'))).state).toBe('done');
  expect(one.refused).toEqual([]);
});

it('notes a refusal, tells the platform in the same transaction, and goes on with the dossier', async () => {
  const one = createProcess('one', (command) =>
    nameOf(command) === 'bad' ? Promise.reject(new CommandRejected('NOT_FOUND', 'gone')) : Promise.resolve({}),
  );
  one.dispatcher.start();
  const bad = await give(one, commandOf('bad'), 'D1');
  const good = await give(one, commandOf('good'), 'D1');
  expect(await outcomeOf(bad)).toMatchObject({ state: 'refused', refusal: { type: 'NOT_FOUND', message: 'gone' } });
  expect((await outcomeOf(good)).state).toBe('done');
  expect(one.refused).toEqual([bad]);
});

it.each([
  { type: 'broadcastSignal', name: 's', variables: {} },
  { type: 'modifyInstance', processInstanceKey: '1', instructions: { activate: [], terminate: [] } },
] satisfies EngineCommand[])('never repeats $type when nobody can tell whether it was done', async (command) => {
  let attempts = 0;
  const one = createProcess('one', () => {
    attempts++;
    return Promise.reject(new EngineUnavailable('unknown', 'late'));
  });
  one.dispatcher.start();
  expect((await outcomeOf(await give(one, command, null))).state).toBe('refused');
  expect(attempts).toBe(1);
});

it('what a process wrote down and could not send any more is found by another one, in order', async () => {
  const sent: string[] = [];
  const dead = createProcess('dead', () => Promise.resolve({}));
  // It has not begun to send, so nothing is in its hands.
  const ids = [
    await give(dead, commandOf('a1'), 'A'),
    await give(dead, commandOf('a2'), 'A'),
    await give(dead, commandOf('b1'), 'B'),
  ];
  const other = createProcess('other', (command) => Promise.resolve((sent.push(nameOf(command)), {})));
  other.dispatcher.start();
  for (const id of ids) expect((await outcomeOf(id)).state).toBe('done');
  expect(sent.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2']);
  expect(sent).toContain('b1');
});

it('asks the feed about what was in the hands of a process that has ended', async () => {
  let looked = false;
  const through = (store: OutboxStore): OutboxStore => ({
    ...store,
    takeOver: (...args) => store.takeOver(...args).finally(() => (looked = true)),
  });
  const gone = createProcess('gone', () => new Promise(() => undefined), undefined, { pollMs: 600_000, through });
  gone.dispatcher.start();
  // It looks for work once; from then on it takes over nothing, not even what seems to be left by another one.
  await waitUntil(() => looked, 'its only look');
  const id = await give(gone, commandOf('a'), 'A');
  open = [];
  // Not even its name is left, so that it does not renew.
  await db('engineOutbox').update({ owner: 'ended', leasedUntil: new Date(START) });
  let asked = 0;
  let sent = 0;
  const other = createProcess(
    'other',
    () => Promise.resolve((sent++, {})),
    () => Promise.resolve((asked++, { answer: {} })),
  );
  other.dispatcher.start();
  expect((await outcomeOf(id)).state).toBe('done');
  expect([asked, sent]).toEqual([1, 0]);
});

it('two processes share the work and each command is sent once', async () => {
  const sent = new Map<string, number>();
  const execute: Execute = (command) => {
    sent.set(nameOf(command), (sent.get(nameOf(command)) ?? 0) + 1);
    return Promise.resolve({});
  };
  const [one, two] = [createProcess('one', execute), createProcess('two', execute)];
  for (const { dispatcher } of [one, two]) dispatcher.start();
  const given = await Promise.all(
    Array.from({ length: 200 }, (_, index) => give(index % 2 ? one : two, commandOf(`c${index}`), `D${index % 17}`)),
  );
  for (const id of given) expect((await outcomeOf(id)).state).toBe('done');
  expect(sent.size).toBe(200);
  expect([...sent.values()].every((count) => count === 1)).toBe(true);
});

it('a command whose transaction took longer than its lease is sent by one process only', async () => {
  const sent: string[] = [];
  const send = (name: string): Process => createProcess(name, () => Promise.resolve((sent.push(name), {})));
  const [one, two] = [send('one'), send('two')];
  one.dispatcher.start();
  two.dispatcher.start();
  const id = await db.transaction(async (tx) => {
    const written = await one.writeDown(commandOf('a'), tx, { dossierId: 'D1', jobKey: null });
    await tx('engineOutbox')
      .where({ id: written })
      .update({ leasedUntil: new Date(0) });
    await tx.raw('select pg_sleep(?)', [LEASE_MS / 8_000 + 0.1]);
    return written;
  });
  expect((await outcomeOf(id)).state).toBe('done');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(sent).toHaveLength(1);
});

it('a refusal of what has ended otherwise in the meantime is neither noted nor told', async () => {
  const one = createProcess('one', () => Promise.resolve({}));
  one.dispatcher.start();
  const id = await give(one, commandOf('a'), 'D1');
  await outcomeOf(id);
  const told: string[] = [];
  const onRefused = (_tx: Knex, command: { id: string }) => Promise.resolve(void told.push(command.id));
  const outcomes = createOutcomes({ db, store: createOutboxStore('two'), onRefused, clock: () => START, log: silent });
  const command = { ...{ id, lane: 'D1', dossierId: 'D1', jobKey: null, command: commandOf('a') }, createdAt: START };
  await outcomes.refused({ ...command, uncertain: true }, { type: 'NOT_FOUND', message: 'gone', problems: [] });
  expect([told, (await outcomeOf(id)).state]).toEqual([[], 'done']);
});

it('an outcome that cannot be written yet is known, so that its command is not taken up again', async () => {
  let away = true;
  const end = (): Promise<number> => (away ? Promise.reject(new Error('away')) : Promise.resolve(1));
  const onRefused = (): Promise<void> => Promise.resolve();
  const outcomes = createOutcomes({ db, store: { end }, onRefused, clock: () => START, log: silent });
  outcomes.done({ id: '7', state: 'done', answer: {} });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(outcomes.isPending('7')).toBe(true);
  away = false;
  while (outcomes.isPending('7')) await new Promise((resolve) => setTimeout(resolve, 20));
  await outcomes.close();
});
