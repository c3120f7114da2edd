import type { Broker } from '../../scripts/zeebe/broker.mjs';
import { createPlace, openSite, type Send, type Site, type SitePlace } from '../helpers/site.ts';
import { until } from '../helpers/until.ts';
import { fileSmall, releaseSmallPackage, type Task } from '../server/site/small-dossiers.ts';
import { startSiteBroker } from './site-broker.ts';

let place: SitePlace;
let broker: Broker;
let brokerEnv: Readonly<Record<string, string>>;
let site: Site;
/** Engine of the site when a dossier was filed, and its id. */
const filed: Record<'embedded' | 'zeebe', string> = { embedded: '', zeebe: '' };

beforeAll(async () => {
  place = await createPlace();
  ({ broker, env: brokerEnv } = await startSiteBroker(place.dataDir));
}, 120_000);
afterAll(async () => {
  await site?.close();
  await broker?.stop();
  await place.remove();
});

const desk = async (): Promise<Send> => (await site.as('receptionist')).send;
const listTasks = async (): Promise<Task[]> =>
  (await (await desk())('GET', '/api/tasks?queue=unit&limit=100')).body['items'] as unknown as Task[];
const findTask = async (dossierId: string, elementId: string): Promise<Task | undefined> =>
  (await listTasks()).find((task) => task.dossier.id === dossierId && task.elementId === elementId);
const file = async (): Promise<string> => {
  const { status, body } = await fileSmall((await site.as('citizen')).send, {}, `moving-${Math.random()}-key`);
  expect(status).toBe(201);
  return String(body['id']);
};
const complete = async (dossierId: string, elementId: string, data: object): Promise<void> => {
  const { key } = await until(() => findTask(dossierId, elementId), `${elementId} of ${dossierId}`);
  const send = await desk();
  const { etag } = (await send('GET', `/api/tasks/${key}`)).body as unknown as Task;
  expect((await send('POST', `/api/tasks/${key}/complete`, { data }, { 'if-match': etag })).status).toBe(202);
};
const engineOf = async (dossierId: string): Promise<unknown> =>
  (await (await desk())('GET', `/api/dossiers/${dossierId}`)).body['engine'];
const ended = (dossierId: string) =>
  until(async () => {
    const row = await site
      .db('process_instance')
      .where({ dossierId, bpmnProcessId: 'small' })
      .first<{ state: string } | undefined>('state');
    return row?.state === 'completed' ? true : undefined;
  }, `the end of ${dossierId}`);

it('begins on the embedded engine', async () => {
  site = await openSite(place);
  await releaseSmallPackage(site);
  filed.embedded = await file();
  await complete(filed.embedded, 'check', { outcome: 'on' });
  await until(() => findTask(filed.embedded, 'commonStep'), 'the step of the called process');
  expect(await engineOf(filed.embedded)).toBe('embedded');
  await site.close();
});

it('starts what is filed after the move on brokers, and shows both in the same list', async () => {
  site = await openSite(place, { ENGINE: 'zeebe', ...brokerEnv });
  // What was released before comes to the brokers by itself.
  filed.zeebe = await until(async () => {
    const { status, body } = await fileSmall((await site.as('citizen')).send);
    return status === 201 ? String(body['id']) : undefined;
  }, 'a filing on brokers');
  await until(() => findTask(filed.zeebe, 'check'), 'a task on brokers');
  const shown = (await listTasks()).map((task) => task.dossier.id);
  expect(shown).toEqual(expect.arrayContaining([filed.embedded, filed.zeebe]));
  expect([await engineOf(filed.embedded), await engineOf(filed.zeebe)]).toEqual(['embedded', 'zeebe']);
});

it('lets each dossier go on where it began, to its end', async () => {
  await complete(filed.zeebe, 'check', { outcome: 'on' });
  for (const id of [filed.embedded, filed.zeebe]) {
    await complete(id, 'commonStep', {});
    await complete(id, 'finish', {});
    await ended(id);
  }
  const { rows } = await site.db.raw<{ rows: { dossier_id: string; value: string }[] }>(
    `select p.dossier_id, v.value from variable v join process_instance p on p.key = v.scope_key
     where v.name = 'rate' and p.bpmn_process_id = 'small' order by 1`,
  );
  expect(rows).toEqual([filed.embedded, filed.zeebe].sort().map((id) => ({ dossier_id: id, value: '20' })));
});

it('no key of one engine is a key of the other', async () => {
  const { rows } = await site.db.raw<{ rows: { embedded: number; brokers: number; both: number }[] }>(
    `select count(*) filter (where partition_id <= 8)::int as embedded, count(*) filter (where partition_id > 1000)::int as brokers,
       (select count(*)::int from (select key from engine_record where value_type = 'PROCESS_INSTANCE' group by key
          having count(distinct partition_id > 1000) > 1) shared) as both from engine_record`,
  );
  expect(rows[0]?.embedded).toBeGreaterThan(0);
  expect(rows[0]?.brokers).toBeGreaterThan(0);
  expect(rows[0]?.both).toBe(0);
});

it('goes back when a site wants to: what runs on brokers stays there while they are within reach', async () => {
  const onBrokers = await file();
  await until(() => findTask(onBrokers, 'check'), 'its task');
  await site.close();
  site = await openSite(place, { ENGINE: 'embedded', ...brokerEnv });
  const here = await file();
  expect([await engineOf(onBrokers), await engineOf(here)]).toEqual(['zeebe', 'embedded']);
  for (const id of [onBrokers, here]) await complete(id, 'check', { outcome: 'on' });
  for (const id of [onBrokers, here]) await until(() => findTask(id, 'commonStep'), `the next step of ${id}`);
});

it('says that a dossier waits for an engine that is not connected, and changes nothing', async () => {
  const tasks = await listTasks();
  const [onBrokers] = await site
    .db('dossier')
    .where({ engine: 'zeebe' })
    .whereNot({ id: filed.zeebe })
    .pluck<string[]>('id');
  const task = tasks.find(({ dossier }) => dossier.id === onBrokers);
  await site.close();
  site = await openSite(place);
  const send = await desk();
  const { etag } = (await send('GET', `/api/tasks/${task?.key}`)).body as unknown as Task;
  const { status, body } = await send('POST', `/api/tasks/${task?.key}/complete`, { data: {} }, { 'if-match': etag });
  expect([status, body['type']]).toEqual([503, '/problems/unavailable']);
  expect(await findTask(String(onBrokers), 'commonStep')).toBeDefined();
});
