import { expectPromisesKept } from './support/expect-promises-kept.ts';
import { openFaultSite, type FaultSite } from './support/fault-site.ts';
import { openOwnPostgres, type OwnPostgres } from './support/own-postgres.ts';
import { pause } from './support/pause.ts';
import { playFault, type Played } from './support/play-fault.ts';

const STOPPED_MS = 60_000;
let database: OwnPostgres;
let site: FaultSite;
let played: Played;
beforeAll(async () => {
  database = await openOwnPostgres();
  site = await openFaultSite('database-stopped', database);
}, 120_000);
afterAll(async () => {
  await site?.close();
  await database?.drop();
}, 60_000);

it('a database that was away for a minute costs nothing that was promised, and no restart of the server', async () => {
  played = await playFault(
    site,
    async () => {
      await database.crash();
      await pause(STOPPED_MS);
      await database.restart();
    },
    { seed: 1_124_004 },
  );
  expectPromisesKept(played);
}, 300_000);

it('meanwhile nobody was told that something was kept, and everybody why not', () => {
  const { sights, statuses } = played;
  for (const seen of [sights.dossier, sights.task]) expect(Object.keys(seen).sort()).toEqual(['200', '503']);
  expect(Object.keys(sights.health)).toContain('503 failing');
  expect(statuses['POST /api/dossiers 503']).toBeGreaterThan(5);
});
