import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { expectPromisesKept } from './support/expect-promises-kept.ts';
import { openFaultSite, type FaultSite } from './support/fault-site.ts';
import { pause } from './support/pause.ts';
import { playFault, type Played } from './support/play-fault.ts';

const KILLS = 4;
let database: TestDatabase;
let site: FaultSite;
let played: Played;
beforeAll(async () => {
  database = await cloneDatabase();
  site = await openFaultSite('two-servers', database);
  await site.start(1);
}, 120_000);
afterAll(async () => {
  await site?.close();
  await database?.drop();
}, 60_000);

it('of two servers on one database, each goes on with what the other had in hand when it was killed', async () => {
  played = await playFault(
    site,
    async ({ random }) => {
      for (let round = 0; round < KILLS; round++) {
        await pause(1_000 + random() * 2_000);
        const number = round % 2;
        await site.end('kill', number);
        site.leadTo(1 - number);
        // The other one is alone for longer than a lease.
        await pause(round === 0 ? 12_000 : 2_000);
        await site.start(number);
      }
    },
    { seed: 1_124_006 },
  );
  expectPromisesKept(played);
  expect(played.figures.filingsAcceptedDuringFault).toBeGreaterThan(0);
}, 300_000);

it('meanwhile there was always one that answered', () => {
  expect(played.sights.dossier['200']).toBeGreaterThan(5);
  expect(Object.keys(played.sights.dossier).filter((seen) => seen !== '200' && seen !== 'undefined')).toEqual([]);
});
