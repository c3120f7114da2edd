import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { expectPromisesKept } from './support/expect-promises-kept.ts';
import { openFaultSite, type FaultSite } from './support/fault-site.ts';
import { pause } from './support/pause.ts';
import { playFault, type Played } from './support/play-fault.ts';

const FAULT_MS = 20_000;
const BETWEEN_MS = 3_000;
let database: TestDatabase;
let site: FaultSite;
let played: Played;
beforeAll(async () => {
  database = await cloneDatabase();
  site = await openFaultSite('sink-failing', database);
}, 120_000);
afterAll(async () => {
  await site?.close();
  await database?.drop();
}, 60_000);

it('a sink that fails and then hangs holds records up and loses none', async () => {
  played = await playFault(
    site,
    async () => {
      site.proxy.set('refuse');
      await pause(FAULT_MS);
      site.proxy.set('pass');
      await pause(BETWEEN_MS);
      site.proxy.set('hang');
      await pause(FAULT_MS);
      site.proxy.set('pass');
    },
    { seed: 1_124_003 },
  );
  expectPromisesKept(played);
  // The faults were met, and again: the exporter had something to send and did not give up.
  expect(site.proxy.counts().refuse).toBeGreaterThan(5);
  expect(site.proxy.counts().hang).toBeGreaterThan(1);
  expect(played.figures.filingsAcceptedDuringFault).toBeGreaterThan(0);
}, 300_000);

it('meanwhile everybody could look', () => {
  expect(Object.keys(played.sights.dossier)).toEqual(['200']);
  expect(Object.keys(played.sights.task)).toEqual(['200']);
  expect(Object.keys(played.sights.health).filter((seen) => !seen.startsWith('200'))).toEqual([]);
});
