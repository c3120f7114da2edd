import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb } from '../../server/db/client.ts';
import { ensureDatabase, startLocalPostgres } from '../../server/db/local-postgres.ts';
import { migrate } from '../../server/db/migrate.ts';
import { createInterpreter } from '../../server/engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine } from '../../server/engine/embedded/embedded-engine.ts';
import { bareModel, bareVariables, BARE_ID, openBareClient } from './bare-zeebe-client.ts';
import { loadStartBroker, readMemory } from './broker-site.ts';
import { mean, runLanes } from './lanes.ts';

const LANES = 16;
const SECONDS = 5;
const ROUNDS = 4;
const REQUIRED = { ratio: 1, memory: 1 / 3 };
const silent = { warn: () => undefined, error: () => undefined };
const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Proportional memory of the database's processes in MiB: what they share counts once. */
const readDatabaseMemory = async (folder: string): Promise<number> => {
  let kilobytes = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.startsWith('postgres') && !command.includes(folder)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1];
    const owner = await readFile(`/proc/${parent}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes(folder) && !owner.includes(folder)) continue;
    kilobytes += Number(
      /^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''))?.[1] ?? 0,
    );
  }
  return Math.round(kilobytes / 1024);
};

/**
 * One process with a user task, started and completed: the embedded engine on PostgreSQL beside a bare client of a broker, both writing to disk,
 * in turns on this machine. The broker exports nothing here, which is the most that it can do.
 */
export const run = async (): Promise<Record<string, unknown>> => {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'));
  const postgres = await startLocalPostgres({
    folder: join(folder, 'postgres'),
    settings: { synchronous_commit: 'on', fsync: 'on' },
  });
  await ensureDatabase(postgres, 'bench');
  const db = createDb(postgres.url('bench'), { poolSize: LANES + 2 });
  await migrate(db);
  const engine = createEmbeddedEngine({ db, clock: () => Date.now(), log: silent, interpreter: createInterpreter() });
  await db.transaction((tx) =>
    engine.send({ type: 'deploy', resources: [{ name: 'bare.bpmn', content: bareModel }] }, tx),
  );
  const task = async (): Promise<void> => {
    const { processInstanceKey = '' } = await db.transaction((tx) =>
      engine.send({ type: 'createInstance', bpmnProcessId: BARE_ID, variables: bareVariables }, tx),
    );
    // A server knows the key from its read tables; here it is looked up, which counts as work of the engine.
    const wait = await db('engineWait').where({ rootKey: processInstanceKey }).first<{ key: string }>('key');
    await db.transaction((tx) =>
      engine.send({ type: 'completeUserTask', userTaskKey: wait.key, variables: { ok: true } }, tx),
    );
  };
  const options = { lanes: LANES, seconds: SECONDS, warmUp: 1 };
  await runLanes(task, options);
  const engineMemory = await readMemory(process.pid);
  const databaseMemory = await readDatabaseMemory(folder);

  const startBroker = await loadStartBroker();
  const broker = await startBroker({ dataDir: join(folder, 'broker') });
  const bare = await openBareClient(broker.grpcAddress);
  try {
    await runLanes(() => bare.task(), options);
    const rates = { embedded: [] as number[], broker: [] as number[] };
    for (let index = 0; index < ROUNDS; index++) {
      rates.embedded.push((await runLanes(task, options)).perSecond);
      rates.broker.push((await runLanes(() => bare.task(), options)).perSecond);
    }
    const brokerMemory = await readMemory(broker.pid);
    const ratio = mean(rates.embedded) / mean(rates.broker);
    const memory = engineMemory / brokerMemory;
    return {
      embeddedPerSecond: round(mean(rates.embedded)),
      brokerPerSecond: round(mean(rates.broker)),
      ratio: round(ratio, 2),
      memoryMb: { engine: engineMemory, database: databaseMemory, broker: brokerMemory },
      memoryRatio: round(memory, 2),
      required: REQUIRED,
      ok: ratio >= REQUIRED.ratio && memory <= REQUIRED.memory,
    };
  } finally {
    await bare.close();
    await broker.stop();
    await engine.close();
    await db.destroy();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
