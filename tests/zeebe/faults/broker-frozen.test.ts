import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { expectPromisesKept } from './support/expect-promises-kept.ts';
import { openFaultSite, type FaultSite } from './support/fault-site.ts';
import { pause } from './support/pause.ts';
import { playFault, type Played } from './support/play-fault.ts';

/** Long enough that calls end without an answer, connections are given up and commands are taken up again. */
const FROZEN_MS = 60_000;
let database: TestDatabase;
let site: FaultSite;
let played: Played;
beforeAll(async () => {
  database = await cloneDatabase();
  site = await openFaultSite('broker-frozen', database);
}, 120_000);
afterAll(async () => {
  site?.broker.signal('SIGCONT');
  await site?.close();
  await database?.drop();
}, 60_000);

it('a broker that stood still for a minute does nothing twice of what it was asked meanwhile', async () => {
  played = await playFault(
    site,
    async () => {
      site.broker.signal('SIGSTOP');
      await pause(FROZEN_MS);
      site.broker.signal('SIGCONT');
    },
    { seed: 1_124_002 },
  );
  expectPromisesKept(played);
  expect(played.figures.filingsAcceptedDuringFault).toBeGreaterThan(0);
}, 300_000);

it('meanwhile everybody could look, and the server said that a part was waiting', () => {
  expect(Object.keys(played.sights.dossier)).toEqual(['200']);
  expect(Object.keys(played.sights.filed)).toContain('200 waits for the system');
  expect(Object.keys(played.sights.task)).toEqual(['200']);
  expect(Object.keys(played.sights.health)).toContain('200 degraded');
  expect(Object.keys(played.sights.health).filter((seen) => !seen.startsWith('200'))).toEqual([]);
});
