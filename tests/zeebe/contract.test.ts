import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRejected, type CommandAnswer, type EngineCommand } from '../../core/contracts/engine-command.ts';
import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import { startBroker, type Broker } from '../../scripts/zeebe/broker.mjs';
import { until } from '../helpers/until.ts';
import { createGateway } from '../../server/engine/zeebe/gateway/create-gateway.ts';
import type { Refusal } from '../../server/engine/zeebe/outbox/outbox-row.ts';
import { createRecordSink } from '../../server/engine/zeebe/record-sink/create-record-sink.ts';
import { createZeebeEngine } from '../../server/engine/zeebe/zeebe-engine.ts';
import { describeEngineContract, type EngineUnderTest } from '../contract/engine.contract.ts';
import { cloneDatabase } from '../helpers/database.ts';
import { openFeedAddress, type FeedAddress } from '../helpers/zeebe-feed.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MARKER = 'contract.marker';
const HOUR = 3_600_000;
type Row = Omit<EngineRecord, 'timestamp'> & { readonly timestamp: string };
type OutboxRow = { readonly state: string; readonly answer: CommandAnswer; readonly refusal: Refusal };

let folder: string;
let broker: Broker;
let feed: FeedAddress;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-contract-'));
  feed = await openFeedAddress();
  broker = await startBroker({ dataDir: join(folder, 'data'), profile: 'test', sinkUrl: feed.url });
});
afterAll(async () => {
  await broker?.stop();
  await feed.close();
  await rm(folder, { recursive: true, force: true });
});

const make = async (): Promise<EngineUnderTest> => {
  const { db, drop } = await cloneDatabase();
  const clock = (): number => Date.now();
  const gateway = createGateway({ address: broker.grpcAddress, restUrl: broker.restUrl, log: silent });
  const engine = createZeebeEngine({ db, gateway, clock, log: silent, onRefused: () => Promise.resolve() });
  feed.lead(createRecordSink({ db, clock, log: silent }));
  engine.start();

  const send = async (command: EngineCommand): Promise<CommandAnswer> => {
    const { commandId, ...answer } = await db.transaction((tx) => engine.send(command, tx));
    if (commandId === undefined) return answer;
    const ended = await until(async () => {
      const row = await db('engineOutbox').where({ id: commandId }).first<OutboxRow>('state', 'answer', 'refusal');
      return row.state === 'open' ? undefined : row;
    }, `outcome of ${command.type}`);
    if (ended.state === 'done') return ended.answer;
    throw new CommandRejected(ended.refusal.type, ended.refusal.message, ended.refusal.problems);
  };
  /** A message that nobody waits for: what lies before it in the feed has happened before. */
  const settle = async (): Promise<void> => {
    const { messageKey = '' } = await gateway.execute({
      ...{ type: 'publishMessage', name: MARKER, correlationKey: randomUUID(), timeToLiveMs: 0, variables: {} },
    });
    await until(
      async () =>
        db('engineRecord').where({ key: messageKey, valueType: 'MESSAGE' }).first<{ key: string } | undefined>('key'),
      'the marker',
    );
  };
  const readAll = async (): Promise<EngineRecord[]> => {
    await settle();
    const rows = await db('engineRecord').select<Row[]>('*').orderBy(['partitionId', 'position']);
    return rows
      .map((row): EngineRecord => ({ ...row, timestamp: Number(row.timestamp) }))
      .filter(({ value }) => value['name'] !== MARKER);
  };
  /** Nothing of this test may react later: instances end, resources go, buffered messages grow old. */
  const clean = async (): Promise<void> => {
    const records = await readAll();
    const keysOf = (type: string): string[] =>
      records.filter(({ valueType, intent }) => valueType === type && intent === 'CREATED').map(({ key }) => key);
    const roots = records.filter(
      ({ valueType, intent, value }) =>
        valueType === 'PROCESS_INSTANCE' &&
        intent === 'ELEMENT_ACTIVATED' &&
        value['bpmnElementType'] === 'PROCESS' &&
        String(value['parentProcessInstanceKey']) === '-1',
    );
    for (const { key } of roots)
      await gateway.execute({ type: 'cancelInstance', processInstanceKey: key }).catch(() => undefined);
    await settle();
    for (const key of new Set([...keysOf('PROCESS'), ...keysOf('FORM')])) await gateway.deleteResource(key);
    await broker.clock.add(24 * HOUR);
    await settle();
  };
  const base = await (async () => {
    await settle();
    return (await readAll()).length;
  })();

  return {
    engine,
    send,
    inTransaction: (act) => db.transaction(act),
    records: async () => (await readAll()).slice(base),
    advance: async (ms) => {
      await broker.clock.add(ms);
      // Timers are looked at a moment after the clock has moved; what they cause follows.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await settle();
    },
    close: async () => {
      await clean();
      await engine.close();
      feed.lead(undefined);
      await drop();
    },
  };
};

describeEngineContract('zeebe', make);
