import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { expectPromisesKept } from './support/expect-promises-kept.ts';
import { openFaultSite, type FaultSite } from './support/fault-site.ts';
import { pause } from './support/pause.ts';
import { playFault, type Played } from './support/play-fault.ts';

const KILLS = 3;
let database: TestDatabase;
let site: FaultSite;
let played: Played;
beforeAll(async () => {
  database = await cloneDatabase();
  site = await openFaultSite('broker-killed', database);
}, 120_000);
afterAll(async () => {
  await site?.close();
  await database?.drop();
}, 60_000);

it(`a broker that is killed ${KILLS} times loses and doubles nothing`, async () => {
  played = await playFault(
    site,
    async ({ random }) => {
      for (let round = 0; round < KILLS; round++) {
        await pause(1_000 + random() * 3_000);
        await site.broker.kill();
        await pause(random() * 1_000);
        await site.broker.restart();
      }
    },
    { seed: 1_124_001 },
  );
  expectPromisesKept(played);
  expect(played.figures.filingsAcceptedDuringFault).toBeGreaterThan(0);
}, 300_000);

it('meanwhile everybody could look, and the server said that a part was waiting', () => {
  expect(Object.keys(played.sights.dossier)).toEqual(['200']);
  expect(Object.keys(played.sights.filed)).toContain('200 waits for the system');
  expect(Object.keys(played.sights.task)).toEqual(['200']);
  expect(Object.keys(played.sights.health).sort()).toEqual(['200 degraded', '200 ok']);
});
