import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startBareServer, type BareServer } from '../helpers/bare-server.ts';
import { cloneDatabase, type TestDatabase } from '../helpers/database.ts';
import { findLedgerGaps } from '../helpers/ledger.ts';
import { createRandom } from '../helpers/seeded-random.ts';
import { SMALL_CODE, smallPackage } from '../helpers/small-package.ts';
import { zipOf } from '../helpers/zip.ts';
import { dumpReadTables } from '../server/projection/dump-tables.ts';

const KILLS = 50;
/** Requests that are under way at the same time. */
const FILERS = 3;
const OFFICERS = 3;
const MAX_FILINGS = 150;
/** A server is killed after at most so many answers, with others under way: at times before its first one. */
const MAX_ANSWERS = 24;
const MAX_LOAD_MS = 3_000;
const PASSWORD = 'mat-khau-thu-nghiem';
/** Must be in no line of a log, at any level. */
const PERSONAL = ['Công dân Bí Mật', 'Công dân A', '000095000001', '0900000001', 'Số nhà mật', 'Ghi chú mật', PASSWORD];

let database: TestDatabase;
let folder: string;
let server: BareServer;
let isEnding = false;
let headers: Readonly<Record<'citizen' | 'receptionist', Record<string, string>>>;
const logs: string[] = [];
/** Idempotency keys of filings with the id that was answered; undefined: asked for, not answered yet. */
const filings = new Map<string, string | undefined>();
const acknowledged = new Set<string>();
const statuses = new Map<string, number>();
let answers = 0;

type Reply = { readonly status: number; readonly body: Record<string, unknown> };
/** Undefined when the server went away: what it did with the request is not known. */
const send = async (
  who: keyof typeof headers,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Reply | undefined> => {
  try {
    const response = await fetch(server.url + path, {
      method,
      headers: { ...headers[who], 'content-type': 'application/json', ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    answers += 1;
    const name = `${method} ${path.replace(/\d{5,}|[0-9a-f-]{36}/, '*').replace(/\?.*/, '')} ${response.status}`;
    statuses.set(name, (statuses.get(name) ?? 0) + 1);
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
  } catch {
    return undefined;
  }
};
const start = async (more: Record<string, string> = {}): Promise<void> => {
  server = await startBareServer({ DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: 'debug', ...more });
};
const end = async (how: 'kill' | 'stop'): Promise<void> => {
  await server[how]();
  logs.push(server.output());
};
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Until the server has answered so many requests more. */
const answered = async (wanted: number): Promise<void> => {
  const enough = answers + wanted;
  for (const late = Date.now() + MAX_LOAD_MS; answers < enough && Date.now() < late;) await pause(1);
};

const signIn = async (username: string): Promise<Record<string, string>> => {
  const response = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': csrfToken };
};
const release = async (): Promise<void> => {
  const admin = await signIn('administrator');
  const zip = await zipOf(smallPackage({ label: 'Tên', step: 'Bước chung', rate: 10 }));
  const post = async (path: string, type: string, body: string | Buffer): Promise<Record<string, unknown>> => {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { ...admin, 'content-type': type },
      body,
    });
    if (response.status !== 201) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const { version } = await post(`/api/procedures/${SMALL_CODE}/versions`, 'application/zip', zip);
  await post('/api/releases', 'application/json', JSON.stringify({ procedureCode: SMALL_CODE, version }));
};

beforeAll(async () => {
  [database, folder] = await Promise.all([cloneDatabase(), mkdtemp(join(tmpdir(), 'mot-cua-kill-'))]);
  await start({ DEMO_PASSWORD: PASSWORD });
  headers = { citizen: await signIn('citizen'), receptionist: await signIn('receptionist') };
  await release();
  await end('stop');
}, 60_000);
afterAll(async () => {
  isEnding = true;
  await server.kill();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const file = async (key: string): Promise<void> => {
  filings.set(key, filings.get(key));
  const reply = await send(
    'citizen',
    'POST',
    '/api/dossiers',
    {
      ...{ procedureCode: SMALL_CODE, caseId: 'S-1', channel: 'ONLINE', receivingUnit: 'H29.101.2' },
      applicant: {
        kind: 'CITIZEN',
        fullName: 'Công dân A',
        personalId: '000095000001',
        phone: '0900000001',
        address: 'Số nhà mật',
      },
      data: { childName: 'Công dân Bí Mật', copies: 2 },
      documents: [],
    },
    { 'idempotency-key': key },
  );
  if (reply?.status === 201) filings.set(key, String(reply.body['id']));
};
/** A filing without an answer is sent again, as a browser would; only then a new one. */
const nextKey = (busy: ReadonlySet<string>): string | undefined => {
  const open = [...filings].find(([key, id]) => id === undefined && !busy.has(key));
  if (open) return open[0];
  return filings.size < MAX_FILINGS ? `filing-number-${filings.size}` : undefined;
};

type Row = { readonly key: string; readonly etag: string; readonly elementId: string };
const complete = async ({ key, etag, elementId }: Row): Promise<void> => {
  const data = elementId === 'check' ? { outcome: 'on', remark: 'Ghi chú mật' } : {};
  const reply = await send('receptionist', 'POST', `/api/tasks/${key}/complete`, { data }, { 'if-match': etag });
  if (reply?.status === 202) acknowledged.add(key);
};
const listTasks = async (): Promise<Row[]> => {
  const reply = await send('receptionist', 'GET', '/api/tasks?queue=unit&limit=30');
  return (reply?.body['items'] ?? []) as Row[];
};

/** Citizens file and officers complete, all at once, until the signal or the end of the test. */
const load = async (signal: AbortSignal): Promise<void> => {
  const isOver = (): boolean => signal.aborted || isEnding;
  const busy = new Set<string>();
  const fileOn = async (): Promise<void> => {
    for (let key = nextKey(busy); key !== undefined && !isOver(); key = nextKey(busy)) {
      busy.add(key);
      await file(key);
      busy.delete(key);
    }
  };
  const work = async (number: number): Promise<void> => {
    while (!isOver()) {
      const tasks = await listTasks();
      for (const [index, task] of tasks.entries()) if (index % OFFICERS === number && !isOver()) await complete(task);
      if (tasks.length === 0) await pause(20);
    }
  };
  await Promise.all([
    ...Array.from({ length: FILERS }, fileOn),
    ...Array.from({ length: OFFICERS }, (_, number) => work(number)),
  ]);
};
const count = async (sql: string): Promise<number> => {
  const { rows } = await database.db.raw<{ rows: { count: string }[] }>(`select count(*) from (${sql}) found`);
  return Number(rows[0]?.count);
};
const isFinished = async (): Promise<boolean> =>
  [...filings.values()].every((id) => id !== undefined) &&
  (await count(`select 1 from engine_instance`)) === 0 &&
  (await count(`select 1 from engine_partition p left join projection_position d on d.partition_id = p.id
                where p.position > coalesce(d.position, 0)`)) === 0;

it(`a server killed ${KILLS} times under load keeps every promise it has made`, async () => {
  const random = createRandom(20_261_124);
  for (let round = 0; round < KILLS; round++) {
    await start();
    const control = new AbortController();
    const running = load(control.signal);
    await answered(Math.floor(random() * MAX_ANSWERS));
    await pause(random() * 10);
    await end('kill');
    control.abort();
    await running;
  }
  const atLastKill = answers;
  await start();
  const control = new AbortController();
  const running = load(control.signal);
  for (const late = Date.now() + 60_000; !(await isFinished()) && Date.now() < late;) await pause(50);
  control.abort();
  await running;

  expect(await isFinished()).toBe(true);
  expect(filings.size).toBeGreaterThan(KILLS);
  expect(atLastKill).toBeGreaterThan(5 * KILLS);
  // Filings: each exists once, and asking again gives the same answer.
  const { db } = database;
  const ids = [...filings.values()].map(String).sort();
  expect(new Set(ids).size).toBe(ids.length);
  expect((await db('dossier').pluck<string[]>('id')).sort()).toEqual(ids);
  const [key = '', id] = [...filings][0] ?? [];
  await file(key);
  expect(filings.get(key)).toBe(id);
  expect(await count('select 1 from dossier')).toBe(ids.length);
  await end('stop');
}, 300_000);

const eachOnce = async (what: string, sql: string, times: number): Promise<void> => {
  const { rows } = await database.db.raw<{ rows: { count: string }[] }>(sql);
  expect([what, rows.length, rows.filter(({ count: found }) => Number(found) !== 1)]).toEqual([what, times, []]);
};
const recordsOf = (valueType: string, intent: string, group: string, more = ''): string =>
  `select count(*) from engine_record where value_type = '${valueType}' and intent = '${intent}' ${more} group by ${group}`;

it('each filing started one process, which ended once', async () => {
  const root = `and value ->> 'bpmnElementType' = 'PROCESS' and value ->> 'bpmnProcessId' = 'small'`;
  for (const intent of ['ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED'])
    await eachOnce(intent, recordsOf('PROCESS_INSTANCE', intent, 'key', root), filings.size);
  await eachOnce('dossiers of a process', 'select count(*) from dossier group by process_instance_key', filings.size);
  await eachOnce(
    'variables',
    recordsOf(
      'VARIABLE',
      'CREATED',
      `value ->> 'value'`,
      `and value ->> 'name' = 'dossierId' and value ->> 'scopeKey' = value ->> 'processInstanceKey' and value ->> 'bpmnProcessId' = 'small'`,
    ),
    filings.size,
  );
});

it('each task was completed once, those that were acknowledged among them', async () => {
  await eachOnce('completed', recordsOf('USER_TASK', 'COMPLETED', 'key'), 3 * filings.size);
  await eachOnce(
    'acts',
    `select count(*) from task_action where kind = 'complete' group by task_key`,
    3 * filings.size,
  );
  const completed = new Set(
    await database.db('engine_record').where({ valueType: 'USER_TASK', intent: 'COMPLETED' }).pluck<string[]>('key'),
  );
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  expect([...acknowledged].filter((key) => !completed.has(key))).toEqual([]);
});

it('the ledger of records has no gap and nothing is left over', async () => {
  expect(await findLedgerGaps(database.db)).toEqual([]);
  for (const table of ['engine_instance', 'engine_wait', 'engine_process_instance'])
    expect([table, await count(`select 1 from ${table}`)]).toEqual([table, 0]);
  expect(await count(`select 1 from incident where state = 'active'`)).toBe(0);
});

it('the read tables are what the rebuild command makes of all records', async () => {
  const live = await dumpReadTables(database.db);
  expect(live['user_task']).toHaveLength(3 * filings.size);
  const program = resolve(import.meta.dirname, '../../dist/server/cli/rebuild-projection.js');
  await promisify(execFile)(process.execPath, [program], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url, DATA_DIR: folder },
  });
  expect(await dumpReadTables(database.db)).toEqual(live);
}, 60_000);

it('nobody was told of an inner failure, and no line of the log names a person', () => {
  const failures = [...statuses].filter(([name]) => / 5\d\d$/.test(name) && !name.endsWith('503'));
  expect(failures).toEqual([]);
  const all = logs.join('\n');
  expect(all).toContain('"msg":"request"');
  expect(PERSONAL.filter((text) => all.includes(text))).toEqual([]);
});
