import type { BrokerStore, BufferedMessage, Changes, Wait } from '../../../core/interpreter/api.ts';
import type { NewRecord } from '../../../core/contracts/engine-record.ts';
import { createCommandStore } from '../../../server/engine/embedded/command-store.ts';
import { composeKey, partitionOf } from '../../../server/engine/embedded/engine-key.ts';
import { createKeySource } from '../../../server/engine/embedded/key-source.ts';
import { queryOf } from '../../../server/engine/query.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
let block = 0;
const nextBlock = () => Promise.resolve(String(++block));
const keys = createKeySource();
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.drop());

/** One command: a store in a transaction of its own. */
const command = <T>(act: (store: BrokerStore) => Promise<T>, partition = 1): Promise<T> =>
  database.db.transaction(async (tx) =>
    act(
      createCommandStore({
        query: await queryOf(tx),
        keys,
        definitions: new Map(),
        partition,
        onWritten: () => undefined,
      }),
    ),
  );

const nothing: Changes = {
  instances: [],
  openedProcessInstances: [],
  waits: [],
  closedWaits: [],
  messages: [],
  closedMessages: [],
  definitions: [],
  records: [],
};
const wait = (key: string, fields: Partial<Wait> = {}): Wait => ({
  key,
  kind: 'message',
  rootKey: null,
  processDefinitionKey: '1',
  bpmnProcessId: 'p',
  processInstanceKey: null,
  elementInstanceKey: null,
  elementId: 'e',
  name: 'm',
  correlationKey: 'c',
  dueAt: null,
  retries: null,
  ...fields,
});
const record = (key: string, processInstanceKey: string): NewRecord => ({
  key,
  timestamp: 1_700_000_000_123,
  valueType: 'VARIABLE',
  intent: 'CREATED',
  value: { processInstanceKey, value: '"ø"' },
});
const root = composeKey(3, 10n);
const tree = { rootKey: root, variables: { text: 'Đơn "đăng ký"\n' } };

it('keeps a tree, its waits and its way from inner keys to the root', async () => {
  const timer = wait(composeKey(3, 11n), {
    kind: 'timer',
    rootKey: root,
    processInstanceKey: root,
    elementInstanceKey: composeKey(3, 12n),
    dueAt: 1_700_000_000_123,
    name: '',
    correlationKey: null,
  });
  const child = composeKey(3, 13n);
  await command((store) =>
    store.write({
      ...nothing,
      instances: [{ rootKey: root, tree }],
      waits: [timer],
      openedProcessInstances: [{ key: child, rootKey: root }],
    }),
  );
  await command(async (store) => {
    expect(await store.loadInstance(root)).toEqual(tree);
    expect(await store.findWait(timer.key)).toEqual(timer);
    for (const key of [root, child, timer.key, composeKey(3, 12n)]) expect(await store.findRoot(key)).toBe(root);
    expect(await store.findRoot('77')).toBeUndefined();
  });
  await command((store) =>
    store.write({ ...nothing, instances: [{ rootKey: root, tree: null }], closedWaits: [timer.key] }),
  );
  await command(async (store) => {
    expect(await store.loadInstance(root)).toBeUndefined();
    expect(await store.findWait(timer.key)).toBeUndefined();
    expect(await store.findRoot(child)).toBeUndefined();
  });
});

it('finds message waits by name and correlation key, oldest first, start events apart', async () => {
  const waits = [
    wait('100'),
    wait('20'),
    wait('30', { correlationKey: null }),
    wait('40', { correlationKey: 'other' }),
    wait('50', { name: 'other' }),
  ];
  await command((store) => store.write({ ...nothing, waits }));
  const found = await command(async (store) => [
    await store.findMessageWaits('m', 'c'),
    await store.findMessageWaits('m', undefined),
    await store.findStartWaits('p'),
  ]);
  expect(found.map((list) => list.map(({ key }) => key))).toEqual([
    ['20', '100'],
    ['30'],
    ['20', '30', '40', '50', '100'],
  ]);
});

it('changes a wait in place', async () => {
  await command((store) => store.write({ ...nothing, waits: [wait('20', { kind: 'job', retries: 3 })] }));
  await command((store) => store.write({ ...nothing, waits: [wait('20', { kind: 'job', retries: 2, dueAt: 5 })] }));
  expect(await command((store) => store.findWait('20'))).toMatchObject({ retries: 2, dueAt: 5 });
});

it('buffers messages until they expire', async () => {
  const message: BufferedMessage = {
    key: '5',
    name: 'm',
    correlationKey: 'c',
    messageId: 'i',
    variables: { a: [1, 'x'] },
    expiresAt: 1_000,
    correlatedTo: ['p'],
  };
  await command((store) => store.write({ ...nothing, messages: [message] }));
  expect(await command((store) => store.findMessages('m', 'c', 999))).toEqual([message]);
  expect(await command((store) => store.findMessages('m', 'c', 1_000))).toEqual([]);
  await command((store) => store.write({ ...nothing, messages: [{ ...message, correlatedTo: ['p', 'q'] }] }));
  expect((await command((store) => store.findMessages('m', 'c', 0)))[0]?.correlatedTo).toEqual(['p', 'q']);
  await command((store) => store.write({ ...nothing, closedMessages: ['5'] }));
  expect(await command((store) => store.findMessages('m', 'c', 0))).toEqual([]);
});

it('knows the newest definition, also by a decision inside', async () => {
  const drg = (version: number) => ({
    kind: 'decisionRequirements' as const,
    key: `1${version}`,
    id: 'g',
    version,
    resourceName: 'fee.dmn',
    content: `<v${version}/>`,
    checksum: 'x',
    deploymentKey: '9',
    decisions: [{ decisionId: 'fee', decisionKey: `2${version}`, version }],
  });
  await command((store) => store.write({ ...nothing, definitions: [drg(1)] }));
  await command((store) => store.write({ ...nothing, definitions: [drg(2)] }));
  await command(async (store) => {
    expect(await store.findLatestDefinition('decisionRequirements', 'g')).toEqual(drg(2));
    expect(await store.findLatestDecision('fee')).toEqual(drg(2));
    expect(await store.findDefinition('11')).toEqual(drg(1));
    expect(await store.findLatestDefinition('process', 'g')).toBeUndefined();
  });
});

it('tells whether an instance started by a message still runs', async () => {
  const started = { rootKey: root, startedByCorrelationKey: 'D1', processes: { [root]: { bpmnProcessId: 'p' } } };
  await command((store) => store.write({ ...nothing, instances: [{ rootKey: root, tree: started }] }));
  await command(async (store) => {
    expect(await store.hasInstanceStartedByMessage('p', 'D1')).toBe(true);
    expect(await store.hasInstanceStartedByMessage('p', 'D2')).toBe(false);
    expect(await store.hasInstanceStartedByMessage('q', 'D1')).toBe(false);
  });
});

it('puts records into the partition of their tree, without a gap, and undoes them with the transaction', async () => {
  const other = composeKey(5, 20n);
  const child = composeKey(8, 21n);
  const both = {
    ...nothing,
    instances: [
      { rootKey: root, tree },
      { rootKey: other, tree: { rootKey: other } },
    ],
    openedProcessInstances: [{ key: child, rootKey: other }],
  };
  await command(
    (store) =>
      store.write({ ...both, records: [record('a', root), record('b', child), record('c', '-1'), record('d', root)] }),
    2,
  );
  await expect(
    command(async (store) => {
      await store.write({ ...nothing, records: [record('lost', root)] });
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await command((store) => store.write({ ...nothing, records: [record('e', child)] }), 2);
  const rows = await database
    .db('engine_record')
    .select('partitionId', 'position', 'key', 'timestamp', 'value')
    .orderBy(['partitionId', 'position']);
  expect(rows.map(({ partitionId, position, key }) => `${partitionId}/${position} ${key}`)).toEqual([
    '2/1 c',
    '3/1 a',
    '3/2 d',
    '5/1 b',
    '5/2 e',
  ]);
  expect(rows[0]).toMatchObject({ timestamp: '1700000000123', value: { processInstanceKey: '-1', value: '"ø"' } });
});

it('keeps records and trees whose texts PostgreSQL cannot take apart', async () => {
  const odd = { text: 'a\u0000b \ud83d \udc4d c', typed: '\\u0000 \\\\ud83d', pair: '👍' };
  const given = { ...record('a', root), value: { processInstanceKey: root, ...odd } };
  await command((store) =>
    store.write({ ...nothing, instances: [{ rootKey: root, tree: { rootKey: root, odd } }], records: [given] }),
  );
  const row = await database.db('engine_record').first<{ value: object }>('value');
  expect(row.value).toEqual({ processInstanceKey: root, ...odd, text: 'a\ufffdb \ufffd \ufffd c' });
  expect(await command((store) => store.loadInstance(root))).toEqual({ rootKey: root, odd });
});

it('a tree that one command holds keeps another one waiting until it is written', async () => {
  await command((store) =>
    store.write({ ...nothing, instances: [{ rootKey: root, tree }], waits: [wait('20', { rootKey: root })] }),
  );
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let loaded = (): void => undefined;
  const isLoaded = new Promise<void>((resolve) => (loaded = resolve));
  const first = command(async (store) => {
    await store.loadInstance(root);
    loaded();
    await held;
    await store.write({
      ...nothing,
      instances: [{ rootKey: root, tree: { rootKey: root, step: 2 } }],
      closedWaits: ['20'],
    });
  });
  await isLoaded;
  const second = command(async (store) => [await store.findWait('20'), await store.loadInstance(root)]);
  release();
  await first;
  // The wait was read before, but the answer is what holds once the tree is locked.
  expect(await second).toEqual([undefined, { rootKey: root, step: 2 }]);
});

it('two commands that lock the same trees in opposite orders do not block each other', async () => {
  const roots = Array.from({ length: 6 }, (_, index) => composeKey(1, BigInt(index + 1)));
  await command((store) =>
    store.write({
      ...nothing,
      instances: roots.map((rootKey) => ({ rootKey, tree: { rootKey } })),
      waits: roots.map((rootKey, index) => wait(`9${index}`, { rootKey })),
    }),
  );
  const rounds = Array.from({ length: 20 }, () =>
    command(async (store) => (await store.findMessageWaits('m', 'c')).length),
  );
  expect(await Promise.all(rounds)).toEqual(rounds.map(() => 6));
});

it('hands out keys that no one else gets and that grow within a process', async () => {
  const one = createKeySource();
  const two = createKeySource();
  const taken: bigint[] = [];
  for (let index = 0; index < 25_000; index++) taken.push(await one.next(nextBlock), await two.next(nextBlock));
  expect(new Set(taken).size).toBe(50_000);
  const ofOne = taken.filter((_, index) => index % 2 === 0);
  expect(ofOne.every((key, index) => index === 0 || key > (ofOne[index - 1] ?? key))).toBe(true);
  expect(
    await Promise.all(Array.from({ length: 100 }, async () => one.next(nextBlock))).then((all) => new Set(all).size),
  ).toBe(100);
});

it('a key source whose block could not be fetched by one transaction lets the next one fetch it', async () => {
  const source = createKeySource();
  const results = await Promise.allSettled([
    source.next(() => Promise.reject(new Error('the transaction failed'))),
    source.next(() => Promise.resolve('7')),
  ]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ value: 70_000n });
});

it.each([
  [1, 9009451054554677249n],
  [3, 9013954654182047745n],
])('a key of partition %i begins at %i, above those of any broker and within 63 bits', (partition, key) => {
  expect(composeKey(partition, 1n)).toBe(String(key));
  expect(partitionOf(String(key))).toBe(partition);
  expect(key).toBeLessThan(2n ** 63n);
});

it('reads keys of the first versions, which began where those of a broker begin', () => {
  expect(partitionOf('6755399441055745')).toBe(3);
  expect(partitionOf('none')).toBe(0);
});
