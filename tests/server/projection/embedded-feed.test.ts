import { createListener, type Listener } from '../../../server/db/listener.ts';
import { createInterpreter } from '../../../server/engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine, type EmbeddedEngine } from '../../../server/engine/embedded/embedded-engine.ts';
import type { DossierRules } from '../../../server/projection/context.ts';
import { createProjector, type Projector } from '../../../server/projection/projector.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import { clearProjection } from '../../../server/projection/rebuild.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { HOUR, T0, dossierModel } from './dossier-records.ts';
import { dumpReadTables } from './dump-tables.ts';

const log = { warn: () => undefined, error: () => undefined };
const rules: DossierRules = {
  clockOfStatus: (status) => (status === 10 ? 'STOPPED' : 'RUNNING'),
  recomputeDue: ({ promisedAt }, pauses) =>
    promisedAt + pauses.reduce((sum, pause) => sum + pause.endedAt - pause.startedAt, 0),
};
const form = JSON.stringify({ type: 'default', id: 'appraise', schemaVersion: 16, components: [] });
let database: TestDatabase;
let listener: Listener;
let engine: EmbeddedEngine;
let projector: Projector;
let now = T0;

beforeAll(async () => {
  database = await cloneDatabase();
  listener = createListener(database.db, log);
  engine = createEmbeddedEngine({
    db: database.db,
    clock: () => now,
    log,
    interpreter: createInterpreter(),
    pollMs: 20,
  });
  projector = createProjector({ db: database.db, listener, readModel, rules, log });
  await engine.work({
    'dossier.accept': () =>
      Promise.resolve({
        type: 'complete',
        variables: {
          dossierCode: 'C-1',
          acceptedAt: new Date(now).toISOString(),
          promisedAt: new Date(T0 + 80 * HOUR).toISOString(),
        },
      }),
  });
});
afterAll(async () => {
  await engine.close();
  await listener.close();
  await database.drop();
});

const send = (command: Parameters<EmbeddedEngine['send']>[0]) =>
  database.db.transaction((tx) => engine.send(command, tx));
const progress = async () => {
  await projector.catchUp();
  return database.db('dossier_progress').where('dossierId', 'D1').first<Record<string, unknown>>();
};
const task = async (): Promise<Record<string, unknown>> => {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    await projector.catchUp();
    const row = await database.db('user_task').where('dossierId', 'D1').first<Record<string, unknown> | undefined>();
    if (row) return row;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('No task came');
};

it('a dossier on the embedded engine is followed from its start to its outcome', async () => {
  await send({
    type: 'deploy',
    resources: [
      { name: 'main.bpmn', content: dossierModel },
      { name: 'appraise.form', content: form },
    ],
  });
  const { processInstanceKey } = await send({
    type: 'createInstance',
    bpmnProcessId: 'main',
    variables: { dossierId: 'D1' },
  });

  const open = await task();
  expect(open).toMatchObject({
    state: 'open',
    name: 'Thẩm định',
    formId: 'appraise',
    normMinutes: 720,
    stepKind: 'appraise',
    dueAt: new Date(T0 + 80 * HOUR),
    rootProcessInstanceKey: processInstanceKey,
  });
  expect(await progress()).toMatchObject({
    status: 4,
    clock: 'RUNNING',
    code: 'C-1',
    acceptedAt: new Date(T0),
    rootProcessInstanceKey: processInstanceKey,
  });

  await send({ type: 'completeUserTask', userTaskKey: String(open['key']), variables: { outcome: 'return' } });
  expect(await progress()).toMatchObject({
    status: 5,
    substatus: 'askedToApplicant',
    clock: 'PAUSED',
    dueAt: null,
    pauseReason: 'SUPPLEMENT',
  });

  now += 24 * HOUR;
  await send({
    type: 'publishMessage',
    name: 'dossier.supplemented',
    correlationKey: 'D1',
    timeToLiveMs: 0,
    variables: {},
  });
  expect(await progress()).toMatchObject({
    status: 10,
    clock: 'STOPPED',
    dueAt: null,
    currentDueAt: new Date(T0 + 104 * HOUR),
    finishedAt: new Date(now),
  });
  expect(await database.db('dossier_outcome').select('dossierId', 'outcome')).toEqual([
    { dossierId: 'D1', outcome: 'GRANTED' },
  ]);
  expect(await database.db('task_queue').select('*')).toEqual([]);
  expect(await database.db('message_wait').where('state', 'open').select('*')).toEqual([]);
});

it('and a rebuild from its feed gives the same bytes', async () => {
  await projector.catchUp();
  const live = await dumpReadTables(database.db);
  expect(live['element_instance']?.length).toBeGreaterThan(4);
  await clearProjection(database.db);
  await projector.catchUp();
  expect(await dumpReadTables(database.db)).toEqual(live);
});
