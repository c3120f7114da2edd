import { mkdir, rename, rm } from 'node:fs/promises';
import type { Broker } from '../../scripts/zeebe/broker.mjs';
import { createPlace, openSite, type Site, type SitePlace } from '../helpers/site.ts';
import { until } from '../helpers/until.ts';
import { fileSmall, releaseSmallPackage, type Task } from '../server/site/small-dossiers.ts';
import { startSiteBroker } from './site-broker.ts';

const LIMIT_MS = 30_000;
let place: SitePlace;
let broker: Broker;
let site: Site;
beforeAll(async () => {
  place = await createPlace();
  const started = await startSiteBroker(place.dataDir);
  broker = started.broker;
  site = await openSite(place, { ENGINE: 'zeebe', ...started.env });
  await releaseSmallPackage(site);
}, 120_000);
afterAll(async () => {
  await site?.close();
  await broker?.stop();
  await place.remove();
});

const file = async (): Promise<string> => {
  const { status, body } = await fileSmall((await site.as('citizen')).send, {}, `emptied-${Math.random()}-key`);
  expect(status).toBe(201);
  return String(body['id']);
};
const findTask = async (dossierId: string): Promise<Task | undefined> => {
  const { body } = await (await site.as('receptionist')).send('GET', '/api/tasks?queue=unit&limit=100');
  return (body['items'] as unknown as Task[]).find((task) => task.dossier.id === dossierId);
};
const readForeign = async (): Promise<unknown> =>
  (
    (await (await site.as('administrator')).send('GET', '/api/engine')).body['feed'] as unknown as {
      foreignSince: unknown;
    }
  ).foreignSince;
const isHealthy = async (): Promise<boolean> => {
  const { body } = await (await site.as('administrator')).send('GET', '/api/health');
  return (body['checks'] as unknown as { brokerData: { ok: boolean } }).brokerData.ok;
};
const isInNobodysHands = async (dossierId: string): Promise<boolean> =>
  (await site.db('engine_outbox').where({ dossier_id: dossierId, state: 'open', owner: null })).length === 1;
/** Stops the broker, puts other data in the place of its own, and starts it. */
const startOn = async (act: (dataDir: string) => Promise<void>): Promise<void> => {
  await broker.stop();
  await act(broker.dataDir);
  await broker.restart();
};

it('a broker that has lost its data is found out, gets nothing to do, and does all that waited when it has them back', async () => {
  const first = await file();
  await until(() => findTask(first), 'the task of the first dossier', LIMIT_MS);
  expect([await readForeign(), await isHealthy()]).toEqual([null, true]);

  await startOn(async (dataDir) => {
    await rename(dataDir, `${dataDir}.kept`);
    await mkdir(dataDir);
  });
  // Refused at first: nobody knows yet that the broker knows nothing.
  await file();
  await until(async () => (await readForeign()) ?? undefined, 'the finding', LIMIT_MS);
  expect(await isHealthy()).toBe(false);
  // Servers hear of it within a second; from then on what is filed is in nobody's hands.
  const later = await until(
    async () => {
      const id = await file();
      return (await isInNobodysHands(id)) ? id : undefined;
    },
    'a dossier that waits',
    LIMIT_MS,
  );
  const records = await site.db('engine_record').count('* as count').first();

  await startOn(async (dataDir) => {
    await rm(dataDir, { recursive: true });
    await rename(`${dataDir}.kept`, dataDir);
  });
  expect(await isInNobodysHands(later)).toBe(true);
  expect(await site.db('engine_record').count('* as count').first()).toEqual(records);
  await until(() => findTask(later), 'the task of what waited', LIMIT_MS);
  expect([await readForeign(), await isHealthy()]).toEqual([null, true]);
  expect(await findTask(first)).toBeDefined();
}, 180_000);
