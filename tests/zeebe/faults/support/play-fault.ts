import { createRandom } from '../../../helpers/seeded-random.ts';
import { comeToRest } from './come-to-rest.ts';
import type { FaultSite } from './fault-site.ts';
import { findLies, type Lies } from './find-lies.ts';
import { createLedger, type Ledger, type LedgerFigures } from './ledger.ts';
import { createRequests, startLoad } from './load.ts';
import { pause, waitUntil } from './pause.ts';
import { findTablesThatDiffer } from './rebuild.ts';
import { startWatch, type Sights } from './watch.ts';

export type Fault = (context: { readonly ledger: Ledger; readonly random: () => number }) => Promise<void>;
export type Played = {
  readonly figures: LedgerFigures;
  readonly statuses: Readonly<Record<string, number>>;
  /** What somebody who only looks met during the fault. */
  readonly sights: Sights;
  readonly healthAfter: string;
  readonly lies: Lies;
  /** Read tables that a rebuild makes otherwise. */
  readonly differing: readonly string[];
};
type Options = {
  readonly seed: number;
  /** Load before and after the fault, milliseconds. */
  readonly beforeMs?: number;
  readonly afterMs?: number;
  /** How long the site may need to do all that it has promised. */
  readonly restMs?: number;
};

/** A dossier that stays at its first step, for those who only look. */
const fileWatched = async (site: FaultSite, ledger: Ledger): Promise<{ dossierId: string; taskKey: string }> => {
  const requests = createRequests({ site, ledger });
  const key = ledger.nextFiling(true);
  if (key === undefined || !(await requests.file(key))) throw new Error('the first dossier was not accepted');
  const [dossierId = ''] = ledger.accepted();
  let taskKey = '';
  await waitUntil(
    async () => {
      taskKey = (await requests.listTasks())[0]?.key ?? '';
      return taskKey !== '';
    },
    'the first dossier has a task',
    { limitMs: 30_000 },
  );
  return { dossierId, taskKey };
};

const perSecond = (count: number, ms: number): number => Math.round((10_000 * count) / ms) / 10;

/** Load, a fault under it, load again, rest; then what is true is compared with what was promised. Ends with servers and broker down. */
export const playFault = async (site: FaultSite, fault: Fault, options: Options): Promise<Played> => {
  const { seed, beforeMs = 5_000, afterMs = 3_000, restMs = 120_000 } = options;
  const random = createRandom(seed);
  const ledger = createLedger(site.name);
  const watched = await fileWatched(site, ledger);
  const started = performance.now();
  const load = startLoad({ site, ledger, random }, { leave: watched.dossierId, officersAfterMs: beforeMs * 0.75 });
  await pause(beforeMs);
  const watch = startWatch(site, ledger, watched);
  const faultStarted = performance.now();
  ledger.markFault(true);
  try {
    await fault({ ledger, random });
    ledger.markFault(false);
    await pause(afterMs);
  } finally {
    await Promise.all([load.stop(), watch.stop()]);
  }
  const [loadMs, faultMs] = [performance.now() - started, performance.now() - faultStarted - afterMs];
  const sights = await watch.stop();
  const rested = await comeToRest(site, ledger, restMs);
  const health = await site.send('citizen', 'GET', '/api/health');
  const lies = await findLies(site.db, ledger);
  await site.endAll();
  const differing = await findTablesThatDiffer(site);
  const figures = ledger.figures();
  const played = {
    ...{ figures, statuses: ledger.statuses(), sights, lies, differing },
    healthAfter: `${health?.status} ${String(health?.body['status'])}`,
  };
  await site.report({
    ...played,
    filingsPerSecond: perSecond(figures.filingsAccepted, loadMs),
    completionsPerSecond: perSecond(figures.completionsAcknowledged, loadMs),
    ...{ loadMs: Math.round(loadMs), faultMs: Math.round(faultMs), restMs: rested },
  });
  return played;
};
