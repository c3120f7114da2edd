import { countDeadLetters } from '../../../server/engine/zeebe/record-sink/count-dead-letters.ts';
import { dumpReadTables } from '../projection/dump-tables.ts';
import { bodyOf, onPartition, oneRun, pairOf, readBulk, type RawPair } from './read-bulk.ts';
import { startSink, type SinkSite } from './sink-site.ts';

let site: SinkSite;
beforeEach(async () => {
  site = await startSink();
});
afterEach(() => site.close());

const send = async (pairs: readonly RawPair[], size = 50): Promise<void> => {
  for (let start = 0; start < pairs.length; start += size) {
    const { status } = await site.bulk(bodyOf(pairs.slice(start, start + size)));
    expect(status).toBe(200);
  }
};
const statesOf = (table: string, where: object = {}): Promise<string[]> =>
  site.database.db(table).where(where).orderBy('key').pluck<string[]>('state');
const letters = () =>
  site.database
    .db('engineDeadLetter')
    .orderBy('id')
    .select<{ stage: string; partitionId: number | null; position: string | null; raw: string; reason: string }[]>();
const feed = () => site.database.db('engineRecord').orderBy(['partitionId', 'position']);
const positions = () => feed().pluck<string[]>('position');

describe('what a broker is answered', () => {
  it('settings and templates are acknowledged, in the words of the product it expects', async () => {
    for (const path of [
      '/zeebe-record*/_settings?allow_no_indices=true',
      '/_index_template/zeebe-record_job',
      '/_component_template/x',
    ]) {
      const answer = await site.http.send('PUT', path, { 'index.number_of_replicas': 0 });
      expect([answer.status, answer.body]).toEqual([200, { acknowledged: true }]);
      expect(answer.headers.get('x-elastic-product')).toBe('Elasticsearch');
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    }
  });

  it('a bulk is answered when it is stored, and an empty one too', async () => {
    const answer = await site.bulk(bodyOf(readBulk('8.5.8', '01-deploy-bundle')));
    expect(answer).toMatchObject({ status: 200, body: { errors: false, items: [] } });
    expect(answer.headers.get('x-elastic-product')).toBe('Elasticsearch');
    expect(await positions()).toEqual(['2', '3', '4', '5', '6', '8']);
    expect((await site.bulk('')).status).toBe(200);
  });

  it('anything else is not found', async () => {
    const answer = await site.http.send('GET', '/_search');
    expect([answer.status, answer.headers.get('x-elastic-product')]).toEqual([404, 'Elasticsearch']);
  });
});

describe('the golden records of a broker end in the states they must have', () => {
  it('one run of 8.5.8, from the deployment to the task that a modification closed', async () => {
    await send(oneRun());
    await site.projector.catchUp();
    const { db } = site.database;
    expect(await db('processDefinition').where({ bpmnProcessId: 'bundle' }).select('version', 'state')).toEqual([
      { version: 1, state: 'active' },
    ]);
    expect(await db('formDefinition').where({ formId: 'f1' }).pluck('version')).toEqual([1]);
    expect(
      await db('userTask')
        .where({ bpmnProcessId: 'bundle' })
        .select('state', 'assignee', 'action', 'candidateGroups', 'native'),
    ).toEqual([
      { state: 'completed', assignee: 'officer-3', action: 'approve', candidateGroups: ['g9'], native: true },
    ]);
    expect(await statesOf('process_instance', { bpmnProcessId: 'jut' })).toEqual(['completed']);
    expect(await statesOf('process_instance', { bpmnProcessId: 'jut2' })).toEqual(['terminated']);
    expect(
      await db('userTask')
        .where({ bpmnProcessId: 'jut' })
        .select('native', 'state', 'assignee', 'candidateGroups', 'headers'),
    ).toEqual([
      {
        native: false,
        state: 'completed',
        assignee: 'officer-1',
        candidateGroups: ['g1', 'g2'],
        headers: { h1: 'v1' },
      },
    ]);
    expect(await statesOf('timer', { state: 'open' })).toEqual([]);
    expect(await statesOf('process_instance', { bpmnProcessId: 'tstart' })).toEqual(['completed', 'completed']);
    expect((await statesOf('process_instance', { bpmnProcessId: 'msg' })).sort()).toEqual([
      'active',
      'active',
      'completed',
    ]);
    expect(await db('messageWait').where({ state: 'open' }).pluck('message_name')).toEqual(['pay', 'pay']);
    expect(await db('decisionEvaluation').whereNull('processInstanceKey').pluck('output')).toContain(
      '9007199254740993',
    );
    expect(await db('incident').where({ state: 'open' }).orderBy('bpmnProcessId').pluck('bpmn_process_id')).toEqual([
      'inc2',
      'inc3',
      'inc4',
    ]);
    expect(await db('incident').where({ elementId: 'NO_CATCH_EVENT_FOUND' })).toEqual([]);
    expect(
      await db('userTask')
        .where('bpmnProcessId', 'in', ['mm', 'mjm'])
        .orderBy(['bpmnProcessId', 'elementId'])
        .select('elementId', 'state'),
    ).toEqual([
      { elementId: 'u1', state: 'canceled' },
      { elementId: 'u2', state: 'open' },
      { elementId: 'u1', state: 'canceled' },
      { elementId: 'u2', state: 'open' },
    ]);
    expect(await countDeadLetters(db)).toBe(0);
    expect(await site.projector.lag()).toBe(0);
  });

  it.each(['8.5.8', '8.6.0'] as const)(
    'a task of %s stays on the version to which it was migrated',
    async (version) => {
      await send(readBulk(version, '11d-migrate-follows-new-model'));
      await site.projector.catchUp();
      const { db } = site.database;
      const task = await db('userTask')
        .where({ native: true, state: 'completed' })
        .first<{ version: number; processDefinitionKey: string }>();
      const newest = await db('processDefinition')
        .where({ bpmnProcessId: 'dfnative', version: 2 })
        .first<{ key: string }>();
      expect(task).toMatchObject({ version: 2, processDefinitionKey: newest?.key });
    },
  );

  it('compensation out of an event sub-process', async () => {
    await send(readBulk('8.5.8', '10-compensation-esp'));
    await site.projector.catchUp();
    expect(await statesOf('user_task')).toEqual(['canceled']);
    expect(await statesOf('job', { elementId: 'undo' })).toEqual(['completed']);
  });
});

describe('records that come again', () => {
  it('change neither the feed nor the read tables, whatever the bulks are', async () => {
    await send(oneRun(), 7);
    await site.projector.catchUp();
    const [records, tables] = [await feed(), await dumpReadTables(site.database.db)];
    await send(oneRun(), 50);
    await site.projector.catchUp();
    expect(await feed()).toEqual(records);
    expect(await dumpReadTables(site.database.db)).toEqual(tables);
  });

  it('are not even read: a text that is no record any more does no harm', async () => {
    await send(oneRun());
    await send(oneRun().map(([action]) => [action, '{broken']));
    expect(await countDeadLetters(site.database.db)).toBe(0);
  });
});

it('of what a broker only does inside nothing is kept, and data of the process does not decide that', async () => {
  const place = (position: number) => ({
    partitionId: 1,
    position,
    key: 2251799813685249 + position,
    timestamp: 1795399022564,
  });
  await send([
    pairOf({ ...place(1), valueType: 'PROCESS_INSTANCE', intent: 'ELEMENT_COMPLETING', value: {} }),
    pairOf({ ...place(2), valueType: 'MESSAGE_SUBSCRIPTION', intent: 'CREATED', value: {} }),
    pairOf({ ...place(3), valueType: 'JOB', intent: 'COMPLETED', value: { variables: { intent: 'COMPLETING' } } }),
    pairOf({
      ...place(4),
      valueType: 'USER_TASK',
      intent: 'COMPLETING',
      value: { variables: { intent: 'COMPLETED' } },
    }),
    pairOf({ ...place(5), valueType: 'JOB', intent: 'COMPLETE', recordType: 'COMMAND', value: {} }),
    pairOf({ ...place(6), valueType: 'PROCESS_INSTANCE', intent: 'SEQUENCE_FLOW_TAKEN', value: {} }),
    pairOf({ ...place(7), valueType: 'NOT_YET_INVENTED', intent: 'DONE', value: {} }),
  ]);
  expect(await positions()).toEqual(['3', '6', '7']);
});

it('partitions of a broker stand side by side, with keys exact to the last digit', async () => {
  const [one, five] = [oneRun(), onPartition(oneRun(), 5)];
  const mixed = one.flatMap((pair, index) => [pair, five[index] ?? pair]);
  await send(mixed, 20);
  await site.projector.catchUp();
  const { db } = site.database;
  expect(await db('enginePartition').where('id', '>', 8).orderBy('id').select('id', 'position')).toEqual([
    { id: 1001, position: '1163' },
    { id: 1005, position: '1163' },
  ]);
  const keys = await db('processInstance').pluck<string[]>('key');
  const number = (key: string, partition: number): bigint => BigInt(key) - (BigInt(partition) << 51n);
  const ofPartition = (partition: number): bigint[] =>
    keys
      .filter((key) => Number(BigInt(key) >> 51n) === partition)
      .map((key) => number(key, partition))
      .sort();
  expect(ofPartition(5).length).toBeGreaterThan(20);
  expect(ofPartition(5)).toEqual(ofPartition(1));
  expect(await statesOf('process_instance')).toHaveLength(keys.length);
  const { rows } = await db.raw<{ rows: { kind: string }[] }>(
    `select distinct json_typeof(value -> 'processInstanceKey') as kind from engine_record where value_type = 'JOB'`,
  );
  expect(rows).toEqual([{ kind: 'string' }]);
});

describe('a record that cannot be taken in', () => {
  it('is put aside once and said once, and what is around it arrives', async () => {
    const pairs = oneRun();
    const at = 40;
    const [action = ''] = pairs[at] ?? [];
    const broken = pairs.map((pair, index): RawPair =>
      index === at ? [action, '{"partitionId":1,"value":{"secret":"x"'] : pair,
    );
    await send(broken.slice(0, 60));
    await send(broken.slice(0, 60));
    await send(broken);
    const place = /"_id":"1-(\d+)"/.exec(action)?.[1];
    expect(await letters()).toEqual([
      expect.objectContaining({
        stage: 'sink',
        partitionId: 1001,
        position: place,
        raw: expect.stringContaining('"secret"') as string,
      }),
    ]);
    expect(site.logged).toHaveLength(1);
    expect(JSON.stringify(site.logged)).not.toContain('secret');
    expect(await feed().where({ position: place })).toEqual([]);
    expect(await site.database.db('enginePartition').where({ id: 1001 }).pluck('position')).toEqual(['1163']);
  });

  it('without a place is put aside too, and a lost line does not shift the ones after it', async () => {
    const pairs = oneRun().slice(0, 6);
    const lines = pairs.flat();
    const body = ['no json', ...lines.slice(0, 4), ...lines.slice(5)].join('\n');
    for (const _ of [1, 2]) expect((await site.bulk(`${body}\n`)).status).toBe(200);
    expect((await letters()).map(({ partitionId, position }) => [partitionId, position])).toEqual([[null, null]]);
    expect(await positions()).toEqual(pairs.map(([action]) => /_id":"1-(\d+)"/.exec(action)?.[1] ?? ''));
  });

  it('or that PostgreSQL refuses, is found among its neighbours', async () => {
    const place = (position: number) => ({
      partitionId: 2,
      position,
      key: 4503599627370497 + position,
      timestamp: 1795399022564,
    });
    const variable = (position: number, value: string) =>
      pairOf({
        ...place(position),
        valueType: 'VARIABLE',
        intent: 'CREATED',
        value: { name: `v${position}`, scopeKey: 1, value },
      });
    const pairs = [1, 2, 3, 4, 5, 6, 7].map((position) => variable(position, '1'));
    const [action = '', record = ''] = pairs[4] ?? [];
    pairs[4] = [action, record.replace('"value":"1"', '"value":nothing')];
    await send(pairs);
    expect((await letters()).map(({ position, reason }) => [position, reason])).toEqual([['5', 'PostgreSQL 22P02']]);
    expect(await positions()).toEqual(['1', '2', '3', '4', '6', '7']);
  });

  it('U+0000 and halves of pairs, which PostgreSQL does not know, become U+FFFD', async () => {
    const [action, record] = pairOf({
      ...{ partitionId: 1, position: 1, key: 2251799813685250, timestamp: 1, valueType: 'VARIABLE', intent: 'CREATED' },
      value: { name: 'x', scopeKey: 2251799813685251, processInstanceKey: 2251799813685251, value: '"@"' },
    });
    await send([[action, record.replace('@', String.raw`a\u0000b\ud83dc\ud83d\udc4dd\\u0000`)]]);
    await site.projector.catchUp();
    expect(await site.database.db('variable').pluck('value')).toEqual([`"a\ufffdb\ufffdc👍d\\u0000"`]);
    expect(await countDeadLetters(site.database.db)).toBe(0);
  });
});

describe('limits', () => {
  it('a body that is too large is refused, announced or not', async () => {
    const small = await startSink({ bodyLimit: 10_000 });
    try {
      expect((await small.bulk('x'.repeat(10_001))).status).toBe(413);
      const body = new ReadableStream({
        start(controller) {
          for (let chunk = 0; chunk < 11; chunk++) controller.enqueue(Buffer.alloc(1_000, 'x'));
          controller.close();
        },
      });
      const chunked = await fetch(`${small.http.url}/_bulk`, { method: 'POST', body, duplex: 'half' });
      expect(chunked.status).toBe(413);
      expect((await small.bulk(bodyOf(readBulk('8.5.8', '07-decision').slice(0, 1)))).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  it('with a password nobody gets in without it', async () => {
    const closed = await startSink({ password: 'mat-khau' });
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    try {
      for (const headers of [{}, basic('zeebe:wrong'), basic('mat-khau'), { authorization: 'Bearer mat-khau' }]) {
        const refused = await closed.bulk(bodyOf(oneRun()), headers);
        expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
          401,
          expect.stringContaining('Basic'),
        ]);
      }
      expect(await closed.database.db('engineRecord')).toEqual([]);
      expect((await closed.bulk(bodyOf(oneRun()), basic('zeebe:mat-khau'))).status).toBe(200);
    } finally {
      await closed.close();
    }
  });
});
