import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDb } from '../../server/db/client.ts';
import { ensureDatabase, startLocalPostgres } from '../../server/db/local-postgres.ts';
import { migrate } from '../../server/db/migrate.ts';
import { createInterpreter } from '../../server/engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine } from '../../server/engine/embedded/embedded-engine.ts';
import { createBareProgram, type RowsOfTransaction } from './engine-bare-program.ts';

const LANES = 4;
const PER_ROUND = 200;
const ROUNDS = 8;
const REQUIRED = 0.4;

const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:process id="bench" isExecutable="true">
<bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
<bpmn:userTask id="task" name="Xem"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="=[&quot;clerk@&quot; + unit]"/></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
<bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end"/><bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent></bpmn:process></bpmn:definitions>`;

const silent = { warn: () => undefined, error: () => undefined };

/** Runs `act` for each item on a fixed number of lanes. @returns milliseconds */
const timed = async <T>(items: readonly T[], act: (item: T, lane: number) => Promise<unknown>): Promise<number> => {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      while (next < items.length) await act(items[next++] as T, lane);
    }),
  );
  return performance.now() - started;
};

const countRecords = async (client: pg.Pool): Promise<number> => {
  const { rows } = await client.query<{ count: string }>('select count(*) from engine_record');
  return Number(rows[0]?.count);
};

/** Tree and task are inserted and deleted, the partition is updated in both transactions; the rest are records. */
const rowsOfInstance = (records: number): RowsOfTransaction => ({ inserted: records + 2, updated: 2, deleted: 2 });

const measure = async (url: string): Promise<Record<string, unknown>> => {
  const db = createDb(url, { poolSize: LANES + 2 });
  const pool = new pg.Pool({ connectionString: url, max: LANES });
  await migrate(db);
  const engine = createEmbeddedEngine({ db, clock: () => Date.now(), log: silent, interpreter: createInterpreter() });
  const deployed = await db.transaction((tx) =>
    engine.send({ type: 'deploy', resources: [{ name: 'bench.bpmn', content: model }] }, tx),
  );
  const processDefinitionKey = deployed.processes?.[0]?.processDefinitionKey ?? '';

  const start = (): Promise<unknown> =>
    db.transaction((tx) =>
      engine.send({ type: 'createInstance', processDefinitionKey, variables: { unit: 'U1', dossierId: 'D1' } }, tx),
    );
  const complete = (userTaskKey: string): Promise<unknown> =>
    db.transaction((tx) =>
      engine.send({ type: 'completeUserTask', userTaskKey, variables: { outcome: 'approve' } }, tx),
    );
  const engineRound = async (count: number): Promise<{ ms: number; keys: string[] }> => {
    const starting = await timed(Array.from({ length: count }), start);
    // A server knows the keys from its read tables, so finding them is not part of the work that is measured.
    const keys = await db('engine_wait').where('kind', 'userTask').pluck<string[]>('key');
    return { ms: starting + (await timed(keys, complete)), keys };
  };

  const before = await countRecords(pool);
  await engineRound(PER_ROUND);
  const perPair = rowsOfInstance(((await countRecords(pool)) - before) / PER_ROUND);
  const bare = await createBareProgram(pool, perPair);
  await timed(Array.from({ length: PER_ROUND }), bare.runPair);

  const rates = { engine: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const { ms } = await engineRound(PER_ROUND);
    rates.engine.push((PER_ROUND / ms) * 1000);
    const bareMs = await timed(Array.from({ length: PER_ROUND }), bare.runPair);
    rates.bare.push((PER_ROUND / bareMs) * 1000);
  }
  await engine.close();
  await pool.end();
  await db.destroy();
  const total = (list: readonly number[]): number => ROUNDS / list.reduce((sum, rate) => sum + 1 / rate, 0);
  const ratio = total(rates.engine) / total(rates.bare);
  return {
    enginePerSecond: Math.round(total(rates.engine)),
    barePerSecond: Math.round(total(rates.bare)),
    ratio: Number(ratio.toFixed(3)),
    required: REQUIRED,
    rowsPerInstance: perPair,
    transactionsPerInstance: 2,
    lanes: LANES,
    instances: PER_ROUND * ROUNDS,
    ok: ratio >= REQUIRED,
  };
};

/**
 * Start and completion of a process with one user task, durable, against a bare program that writes as many rows in as many
 * transactions on the same server, in turns.
 */
export const run = async (): Promise<Record<string, unknown>> => {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'));
  const postgres = await startLocalPostgres({ folder, settings: { synchronous_commit: 'on', fsync: 'on' } });
  try {
    await ensureDatabase(postgres, 'bench');
    return await measure(postgres.url('bench'));
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
