import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { expectPromisesKept } from './support/expect-promises-kept.ts';
import { openFaultSite, type FaultSite } from './support/fault-site.ts';
import { pause, waitUntil } from './support/pause.ts';
import { playFault, type Played } from './support/play-fault.ts';

const KILLS = 20;
/** A server is killed after at most so many answers, with others under way. */
const MAX_ANSWERS = 80;
let database: TestDatabase;
let site: FaultSite;
let played: Played;
beforeAll(async () => {
  database = await cloneDatabase();
  site = await openFaultSite('server-killed', database);
}, 120_000);
afterAll(async () => {
  await site?.close();
  await database?.drop();
}, 60_000);

it(`a server killed ${KILLS} times between commit and dispatch keeps every promise it has made`, async () => {
  played = await playFault(
    site,
    async ({ random, ledger }) => {
      for (let round = 0; round < KILLS; round++) {
        // At times in the first moments, when it takes over what its forerunner had in hand.
        const enough = ledger.answers() + Math.floor(random() * MAX_ANSWERS);
        await waitUntil(() => ledger.answers() >= enough, 'the server answers', { limitMs: 20_000, everyMs: 1 });
        await pause(random() * 10);
        await site.end('kill');
        await site.start();
      }
    },
    { seed: 1_124_005 },
  );
  expectPromisesKept(played);
  expect(played.figures.filingsAcceptedDuringFault).toBeGreaterThan(5 * KILLS);
  expect(played.statuses['POST /api/dossiers no answer']).toBeGreaterThan(0);
}, 400_000);
