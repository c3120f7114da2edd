import type { IncidentRow } from '../../../core/contracts/incident.ts';
import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { fileSmall, getTask, releaseSmallPackage } from '../site/small-dossiers.ts';

const CENTRE = 'H29.101.2';
let site: Site;
let admin: Send;
let desk: Send;
let citizen: Send;
let hours: unknown;

const setHours = (value: unknown) =>
  site
    .db('unit')
    .where({ code: CENTRE })
    .update({ workingHours: JSON.stringify(value) });
const list = async (query = ''): Promise<{ items: IncidentRow[]; next: string | null }> =>
  (await admin('GET', `/api/incidents${query}`)).body as unknown as { items: IncidentRow[]; next: string | null };
const resolve = (key: string | undefined, send = admin) => send('POST', `/api/incidents/${key}/resolve`);
const acceptOne = async (): Promise<string> => {
  const id = String((await fileSmall(citizen)).body['id']);
  await site.settle();
  const { key, etag } = await getTask(desk, id);
  const done = await desk('POST', `/api/tasks/${key}/complete`, { data: { outcome: 'accept' } }, { 'if-match': etag });
  expect(done.status).toBe(202);
  await site.settle();
  return id;
};

beforeAll(async () => {
  site = await startSite();
  [admin, desk, citizen] = (await Promise.all(
    ['administrator', 'receptionist', 'citizen'].map(async (name) => (await site.as(name)).send),
  )) as [Send, Send, Send];
  await releaseSmallPackage(site);
  hours = (await site.db('unit').where({ code: CENTRE }).first<{ workingHours: unknown }>('workingHours')).workingHours;
});
afterAll(() => site.close());
beforeEach(() => setHours({ monday: 'broken' }));
afterEach(() => setHours(hours));

it('a step that a person must mend stops at once, and is told with its place and its reason', async () => {
  const id = await acceptOne();
  const { items } = await list();
  expect(items).toEqual([
    expect.objectContaining({
      ...{ errorType: 'JOB_NO_RETRIES', elementId: 'accept', jobType: 'dossier.accept', dossierId: id },
      ...{ errorMessage: `Giờ làm việc của đơn vị ${CENTRE} chưa đúng`, dossierCode: null, version: 1 },
    }),
  ]);
  expect(JSON.stringify(items)).not.toMatch(/Bí Mật|Công dân A|000095000001/);
  const tries = await site
    .db('engine_record')
    .where({ valueType: 'JOB', intent: 'FAILED' })
    .count<{ count: string }[]>();
  expect(tries).toEqual([{ count: '1' }]);
});

it('comes back while its cause is there, and goes on once it is mended; the log says who did it', async () => {
  const [before] = (await list()).items;
  expect((await resolve(before?.key)).status).toBe(202);
  await site.settle();
  const [again] = (await list()).items;
  expect(again).toMatchObject({ dossierId: before?.dossierId, errorMessage: before?.errorMessage });
  expect(again?.key).not.toBe(before?.key);
  // when
  await setHours(hours);
  expect((await resolve(again?.key)).status).toBe(202);
  await site.settle();
  // then
  expect((await list()).items).toEqual([]);
  const path = `/api/dossiers/${before?.dossierId}`;
  expect((await citizen('GET', path)).body['code']).toMatch(/^H29\.101\.2-/);
  const log = async (send: Send) => JSON.stringify((await send('GET', `${path}/timeline`)).body);
  expect(await log(desk)).toContain('Chạy lại bước bị lỗi');
  expect(await log(citizen)).not.toContain('Chạy lại bước bị lỗi');
  expect((await resolve(again?.key)).status).toBe(404);
});

it('two administrators at once set it going once', async () => {
  await acceptOne();
  const [incident] = (await list()).items;
  await setHours(hours);
  const answers = await Promise.all([resolve(incident?.key), resolve(incident?.key)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 404]);
  await site.settle();
  const accepted = await site.db('dossier_event').where({ dossierId: incident?.dossierId, kind: 'accepted' });
  expect(accepted).toHaveLength(1);
});

it('is paged, the oldest first, without leaving out or repeating', async () => {
  const ids = [await acceptOne(), await acceptOne(), await acceptOne()];
  const seen: (string | null)[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list(`?limit=1${after && `&after=${after}`}`);
    seen.push(...page.items.map(({ dossierId }) => dossierId));
    after = page.next;
  }
  expect(seen).toEqual(ids);
});

it('is the administrators’ alone', async () => {
  const [incident] = (await list()).items;
  for (const name of ['citizen', 'receptionist', 'leader', 'analyst']) {
    const { send } = await site.as(name);
    expect([name, (await send('GET', '/api/incidents')).status]).toEqual([name, 403]);
    expect([name, (await resolve(incident?.key, send)).status]).toEqual([name, 403]);
  }
  expect((await site.stranger('GET', '/api/incidents')).status).toBe(401);
  expect((await resolve('1')).status).toBe(404);
  expect((await list()).items[0]).toEqual(incident);
});
