import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import express from 'express';
import type { Knex } from 'knex';
import type { StatusData } from '../../../core/dossier/status-table.ts';
import { joinDossiers, type Dossiers } from '../../../server/composition/dossiers.ts';
import type { Site } from '../../../server/composition/site.ts';
import { createListener } from '../../../server/db/listener.ts';
import { createEmbeddedEngine, type EmbeddedEngine } from '../../../server/engine/embedded/embedded-engine.ts';
import { createInterpreter } from '../../../server/engine/embedded/create-interpreter.ts';
import { createDocumentStore } from '../../../server/features/documents/document-store.ts';
import { createDocumentView } from '../../../server/features/documents/document-view.ts';
import { createDossierDocuments } from '../../../server/features/documents/dossier-documents.ts';
import { createFileStorage } from '../../../server/features/documents/file-storage.ts';
import { importOrganisation } from '../../../server/features/people/import-organisation.ts';
import { createPeopleView } from '../../../server/features/people/people-view.ts';
import { createProceduresService } from '../../../server/features/procedures/procedures-service.ts';
import { createProceduresStore } from '../../../server/features/procedures/procedures-store.ts';
import { createProceduresView } from '../../../server/features/procedures/procedures-view.ts';
import { handleErrors } from '../../../server/http/handle-errors.ts';
import type { Person } from '../../../server/http/person.ts';
import { createDossierRules } from '../../../server/projection/dossier-rules.ts';
import { createProjector } from '../../../server/projection/projector.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import type { DocumentStorage } from '../../../server/shared/document-storage.ts';
import { createLog } from '../../../server/shared/log.ts';
import { assetsFolder } from '../../../server/shared/paths.ts';
import { createInTransaction } from '../../../server/shared/unit-of-work.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { serve, type HttpClient } from '../../helpers/http.ts';
import { samplePackage } from './sample-package.ts';

export const CENTRE = 'H29.101.2';
const person = (
  id: string,
  kind: Person['kind'],
  roles: Person['roles'] = [],
  visibleUnits: Person['visibleUnits'] = roles.map(({ unit }) => unit),
): Person => ({
  id,
  username: id,
  displayName: id,
  kind,
  roles,
  visibleUnits,
  ledUnits: roles.some(({ role }) => role === 'unitLeader') ? visibleUnits : [],
  groups: roles.map(({ role, unit }) => `${role}@${unit}`),
});
export const people = {
  citizen: person('citizen', 'citizen'),
  other: person('citizen2', 'citizen'),
  receptionist: person('receptionist', 'staff', [{ role: 'receptionOfficer', unit: CENTRE }]),
  leader: person('leader', 'staff', [{ role: 'unitLeader', unit: 'H29.101' }], ['H29.101', 'H29.101.1', CENTRE]),
  stranger: person('stranger', 'staff', [{ role: 'processingOfficer', unit: 'H29.103.1' }]),
  neighbour: person('neighbour', 'staff', [
    { role: 'unitLeader', unit: 'H29.103' },
    { role: 'clerk', unit: CENTRE },
  ]),
  police: person('police', 'staff', [{ role: 'externalOfficer', unit: 'G01.101' }]),
} as const;
export type Who = keyof typeof people;

export type TestSite = {
  readonly db: Knex;
  readonly engine: EmbeddedEngine;
  readonly dossiers: Dossiers;
  readonly storage: DocumentStorage;
  /** Moves the clock; a site of a test has no other one. Local time. */
  readonly setTime: (local: string) => void;
  readonly now: () => number;
  readonly send: (
    who: Who | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => ReturnType<HttpClient['send']>;
  /** Until all jobs are done or have no retries, and every record is projected. */
  readonly settle: () => Promise<void>;
  readonly completeTask: (elementId: string, data: object, outcome: string) => Promise<void>;
  readonly upload: (who: Who, componentId: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Everything a dossier meets: the real engine, projection, storage and job handlers on a database of this file's own. */
export const createTestSite = async (): Promise<TestSite> => {
  const test = await cloneDatabase();
  const { db } = test;
  const dataDir = await mkdtemp(join(tmpdir(), 'mc-dossiers-'));
  let time = Date.parse('2026-06-05T07:00:00Z');
  const clock = (): number => time;
  const log = createLog('silent');
  const listener = createListener(db, log);
  await importOrganisation(db, 'not-a-secret');
  const statuses = JSON.parse(readFileSync(join(assetsFolder, 'statuses.json'), 'utf8')) as StatusData;
  const engine = createEmbeddedEngine({ db, clock, log, interpreter: createInterpreter(), pollMs: 50 });
  const peopleView = createPeopleView(db);
  const procedures = createProceduresView(db);
  const storage = createFileStorage(join(dataDir, 'documents'));
  const store = createDocumentStore();
  const documents = createDossierDocuments({ store, view: createDocumentView(db) });
  const inTransaction = createInTransaction(db);
  const site = {
    db,
    reads: db,
    clock,
    log,
    listener,
    inTransaction,
    statuses,
    defaultUnit: CENTRE,
    publicUrl: 'https://example.org',
    version: 'test',
    secret: 's',
    config: { dataDir },
  } as unknown as Site;
  const dossiers = joinDossiers(site, { engine, people: peopleView, procedures, storage, documents });
  await dossiers.prepare();
  const service = createProceduresService({
    store: createProceduresStore(),
    inTransaction,
    engine,
    clock,
    checkBundle: () => Promise.resolve([]),
    findBundle: procedures.findBundle,
    findUnknownUnits: (codes) => peopleView.findUnknownUnits(codes),
    normaliseSearch: (text) => text,
    announce: () => Promise.resolve(),
  });
  await service.importVersion(samplePackage, 'library');
  await service.release({ procedureCode: '9.000001', version: 1 }, 'administrator');
  const projector = createProjector({
    db,
    listener,
    readModel,
    rules: createDossierRules(statuses, await peopleView.listCalendarDays(), log),
    log,
  });

  const app = express();
  app.use(express.json());
  app.use((req, res, next) => {
    const who = req.get('x-test-person') as Who | undefined;
    res.locals['person'] = who && people[who];
    next();
  });
  for (const { routes } of dossiers.slices) app.use(routes);
  app.use(handleErrors({ error: () => undefined }));
  const client = await serve(app);
  await engine.work(dossiers.jobHandlers);

  let uploads = 0;
  const settle = async (): Promise<void> => {
    const deadline = Date.now() + 20_000;
    const open = () => db('engine_wait').where({ kind: 'job' }).where('retries', '>', 0).first('key');
    while ((await open()) !== undefined && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await projector.catchUp();
  };

  return {
    db,
    engine,
    dossiers,
    storage,
    settle,
    setTime: (local) => void (time = Date.parse(`${local}+07:00`)),
    now: clock,
    send: (who, method, path, body, headers = {}) =>
      client.send(method, path, body, who ? { ...headers, 'x-test-person': who } : headers),
    completeTask: async (elementId, data, outcome) => {
      const task = await db('user_task')
        .where({ elementId, state: 'open' })
        .first<{ key: string; dossierId: string }>();
      await inTransaction(async (tx) => {
        await dossiers.store.mergeData(tx, task.dossierId, data as never);
        await dossiers.store.addEvent(tx, {
          ...{ dossierId: task.dossierId, at: new Date(time), kind: 'step', title: { vi: elementId, en: elementId } },
          ...{
            actorId: 'receptionist',
            actorName: 'Cán bộ tiếp nhận 01',
            detail: outcome,
            public: false,
            source: 'api',
          },
        });
        await engine.send({ type: 'completeUserTask', userTaskKey: task.key, variables: { outcome } }, tx);
      });
      await settle();
    },
    upload: async (who, componentId) => {
      const stored = await storage.put(Readable.from([Buffer.from(`%PDF-1.4 ${++uploads}`)]), 1000);
      const id = `doc-${stored.storageKey.replace(/\W/g, '')}`;
      await inTransaction((tx) =>
        store.insert(tx, {
          id,
          dossierId: null,
          componentId,
          uploadedBy: people[who].id,
          name: 'a.pdf',
          mime: 'application/pdf',
          ...stored,
          forApplicant: true,
          createdAt: new Date(time),
        }),
      );
      return id;
    },
    close: async () => {
      await client.close();
      await engine.close();
      await projector.close();
      await listener.close();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
