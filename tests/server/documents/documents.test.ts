import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import express from 'express';
import { documentLimits } from '../../../core/contracts/document.ts';
import { createDocumentRoutes } from '../../../server/features/documents/document-routes.ts';
import { createDocumentService } from '../../../server/features/documents/document-service.ts';
import { createDocumentStore } from '../../../server/features/documents/document-store.ts';
import { createDocumentView } from '../../../server/features/documents/document-view.ts';
import { createFileStorage } from '../../../server/features/documents/file-storage.ts';
import { createDocumentSweeper } from '../../../server/features/documents/sweep-documents.ts';
import { handleErrors } from '../../../server/http/handle-errors.ts';
import type { Person } from '../../../server/http/person.ts';
import { createInTransaction } from '../../../server/shared/unit-of-work.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { insertDossier } from '../tasks/fixtures.ts';

const person = (id: string, kind: Person['kind'], visibleUnits: readonly string[] | null): Person => ({
  id,
  username: id,
  displayName: id,
  kind,
  roles: [],
  groups: [],
  visibleUnits,
  ledUnits: [],
});
const people: Record<string, Person> = {
  citizen: person('citizen', 'citizen', []),
  stranger: person('stranger', 'citizen', []),
  officer: person('officer', 'staff', ['u1']),
  neighbour: person('neighbour', 'staff', ['u2']),
  city: person('city', 'staff', null),
};

let database: TestDatabase;
let folder: string;
let base: string;
let stop: () => Promise<void>;
let now = Date.UTC(2026, 10, 24);
const store = createDocumentStore();

beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'mc-documents-'));
  const { db } = database;
  const service = createDocumentService({
    storage: createFileStorage(folder),
    store,
    view: createDocumentView(db),
    inTransaction: createInTransaction(db),
    clock: () => now,
    limits: { maxBytes: 1_000_000, maxUnattached: 3, maxUnattachedBytes: 1_500_000 },
  });
  const app = express()
    .use((req, res, next) => {
      res.locals['person'] = people[req.get('X-Test-Person') ?? ''];
      next();
    })
    .use(createDocumentRoutes(service))
    .use(handleErrors({ error: () => undefined }));
  await new Promise<void>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
      resolve();
    });
    stop = () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
  });
});
afterAll(async () => {
  await stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.db('document').delete();
  await rm(folder, { recursive: true, force: true });
});

const pdf = (size = 100): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9)]);
const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const upload = (
  who: string,
  bytes: Buffer,
  name = 'giấy.pdf',
  fields: Record<string, string> = {},
): Promise<Response> => {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  return fetch(`${base}/api/documents`, { method: 'POST', body: form, headers: { 'X-Test-Person': who } });
};
const uploaded = async (who: string): Promise<string> =>
  ((await (await upload(who, pdf())).json()) as { id: string }).id;
const read = (who: string, id: string, query = ''): Promise<Response> =>
  fetch(`${base}/api/documents/${id}${query}`, { headers: { 'X-Test-Person': who } });
const attach = (id: string, dossierId: string, who: string, forApplicant = true): Promise<string[]> =>
  database.db.transaction((tx) =>
    store.attach(tx, dossierId, who, [{ documentId: id, componentId: 'c1' }], forApplicant),
  );

describe('an upload', () => {
  it('is kept with its real type, hash and a clean name', async () => {
    const response = await upload('citizen', pdf(), '../ảnh chụp.exe', { componentId: 'birth-notice' });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      name: 'ảnh chụp.pdf',
      mime: 'application/pdf',
      size: 100,
      componentId: 'birth-notice',
    });
    expect(await files()).toHaveLength(1);
  });

  it.each([
    ['is of a refused type', Buffer.from('MZ this is a program, whatever its name says'), 415],
    ['is empty', Buffer.alloc(0), 415],
    ['is too large', pdf(1_000_001), 413],
  ])('leaves nothing when it %s', async (_why, bytes, status) => {
    const response = await upload('citizen', bytes);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await files()).toEqual([]);
    expect(await database.db('document')).toEqual([]);
  });

  it('of exactly the limit passes', async () => {
    expect((await upload('citizen', pdf(1_000_000))).status).toBe(201);
  });

  it('that breaks off leaves nothing', async () => {
    await new Promise<void>((resolve) => {
      const req = request(`${base}/api/documents`, {
        method: 'POST',
        headers: {
          'Content-Type': 'multipart/form-data; boundary=b',
          'Content-Length': '500000',
          'X-Test-Person': 'citizen',
        },
      });
      req.on('error', () => resolve());
      req.write(
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n',
      );
      req.write(pdf(200_000), () => req.destroy());
      req.on('close', () => resolve());
    });
    const deadline = Date.now() + 5000;
    while ((await files()).length > 0 && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect(await files()).toEqual([]);
    expect(await database.db('document')).toEqual([]);
  });

  it.each([
    ['no form', 'text/plain', 'x', 415],
    ['a form without boundary', 'multipart/form-data', 'x', 400],
    [
      'a form without file',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n',
      400,
    ],
    [
      'a form that ends early',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF-1.7 abc',
      400,
    ],
    ['nonsense', 'multipart/form-data; boundary=b', 'nonsense', 400],
  ])('is refused when it is %s', async (_what, type, body, status) => {
    const response = await fetch(`${base}/api/documents`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': type, 'X-Test-Person': 'citizen' },
    });
    expect(response.status).toBe(status);
    expect(await files()).toEqual([]);
  });

  it('keeps its bytes when the connection ends before it is known that the row was written', async () => {
    const { db } = database;
    const inTransaction = createInTransaction(db);
    const service = createDocumentService({
      ...{ storage: createFileStorage(folder), store, view: createDocumentView(db), clock: () => now },
      inTransaction: async (act) => {
        await inTransaction(act);
        throw new Error('Connection terminated unexpectedly');
      },
    });
    const stored = await service.receive({ stream: Readable.from([pdf()]), name: 'a.pdf' });
    await expect(service.keep(stored, person('citizen', 'citizen', []), null)).rejects.toThrow('terminated');
    expect(await db('document').pluck('storage_key')).toEqual(await files());
    expect(await files()).toEqual([stored.storageKey]);
  });

  it('needs somebody signed in', async () => {
    expect((await upload('nobody', pdf())).status).toBe(401);
  });

  it('ends at the number and the sum of documents without dossier, for this person only', async () => {
    for (let n = 0; n < 3; n += 1) expect((await upload('citizen', pdf())).status).toBe(201);
    expect((await upload('citizen', pdf())).status).toBe(413);
    expect((await upload('stranger', pdf(900_000))).status).toBe(201);
    expect((await upload('stranger', pdf(900_000))).status).toBe(413);
    expect(await files()).toHaveLength(4);
  });

  it('counts uploads that run at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload('citizen', pdf())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(await files()).toHaveLength(3);
  });
});

describe('a document', () => {
  it('is given out by its bytes, never run', async () => {
    const response = await read('citizen', await uploaded('citizen'));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf())).toBe(true);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-disposition')).toBe(
      'inline; filename="giay.pdf"; filename*=UTF-8\'\'gi%E1%BA%A5y.pdf',
    );
    expect(
      (await read('citizen', await uploaded('citizen'), '?download=1')).headers.get('content-disposition'),
    ).toMatch(/^attachment/);
  });

  it("is its uploader's alone before it is handed in", async () => {
    const id = await uploaded('citizen');
    for (const who of ['stranger', 'officer', 'city']) expect((await read(who, id)).status).toBe(404);
  });

  it('is seen by those who see the dossier, once it is handed in', async () => {
    await insertDossier(database.db, { id: 'd1', ownerId: 'citizen', units: ['u1'] });
    const id = await uploaded('citizen');
    expect(await attach(id, 'd1', 'citizen')).toEqual([]);
    const seen = await Promise.all(
      ['citizen', 'officer', 'city', 'stranger', 'neighbour'].map(async (who) => (await read(who, id)).status),
    );
    expect(seen).toEqual([200, 200, 200, 404, 404]);
    const refusal = await (await read('neighbour', id)).text();
    expect(refusal).not.toContain('giấy');
  });

  it('of the office stays in the office', async () => {
    await insertDossier(database.db, { id: 'd2', ownerId: 'citizen', units: ['u1'] });
    const id = await uploaded('officer');
    await attach(id, 'd2', 'officer', false);
    expect((await read('citizen', id)).status).toBe(404);
    expect((await read('officer', id)).status).toBe(200);
  });

  it('can be handed in once, and only by its uploader', async () => {
    await insertDossier(database.db, { id: 'd3', ownerId: 'citizen', units: ['u1'] });
    const id = await uploaded('citizen');
    expect(await attach(id, 'd3', 'stranger')).toEqual([id]);
    expect(await attach(id, 'd3', 'citizen')).toEqual([]);
    expect(await attach(id, 'd3', 'citizen')).toEqual([id]);
  });

  it('is removed with its bytes while it is not handed in, and never afterwards', async () => {
    const remove = (id: string, who: string) =>
      fetch(`${base}/api/documents/${id}`, { method: 'DELETE', headers: { 'X-Test-Person': who } });
    const id = await uploaded('citizen');
    expect((await remove(id, 'stranger')).status).toBe(404);
    expect((await remove(id, 'citizen')).status).toBe(204);
    expect(await files()).toEqual([]);
    await insertDossier(database.db, { id: 'd4', ownerId: 'citizen', units: ['u1'] });
    const kept = await uploaded('citizen');
    await attach(kept, 'd4', 'citizen');
    expect((await remove(kept, 'citizen')).status).toBe(404);
    expect(await files()).toHaveLength(1);
  });
});

describe('the sweeper', () => {
  const sweeper = (at: number) =>
    createDocumentSweeper({
      db: database.db,
      storage: createFileStorage(folder),
      store,
      inTransaction: createInTransaction(database.db),
      clock: () => at,
    });
  const DAY = 24 * 3_600_000;

  it('takes bytes without a row once they are a day old, and keeps those with one', async () => {
    await uploaded('citizen');
    const orphan = await uploaded('citizen');
    await database.db('document').where({ id: orphan }).delete();
    expect(await sweeper(Date.now() + DAY / 2).sweep()).toMatchObject({ orphans: 0 });
    now = Date.now();
    expect((await sweeper(Date.now() + 2 * DAY).sweep()).orphans).toBe(1);
    expect(await files()).toHaveLength(1);
  });

  it('takes documents that nobody handed in for a month', async () => {
    now = Date.UTC(2026, 10, 24);
    await uploaded('citizen');
    expect(await sweeper(now + 29 * DAY).sweep()).toMatchObject({ abandoned: 0 });
    expect(await sweeper(now + 31 * DAY).sweep()).toMatchObject({ abandoned: 1 });
    expect(await files()).toEqual([]);
  });
});

it('says its limits in the contract that pages read', () => {
  expect(documentLimits.types.map(({ label }) => label).join(', ')).toBe('PDF, JPEG, PNG, HEIC, DOCX, XML');
});
