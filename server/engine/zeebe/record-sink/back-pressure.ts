import type { Knex } from 'knex';
import { readFeedLag } from '../../../projection/feed-lag.ts';
import type { Clock } from '../../../shared/clock.ts';

export type BackPressureOptions = {
  readonly db: Knex;
  readonly clock: Clock;
  /** Positions that the projector may be behind before answers come late. */
  readonly bound: number;
  /** The longest wait, in milliseconds; must stay below the time-out of the exporter. */
  readonly waitMs: number;
};

/** How long a measured lag is believed, in milliseconds. */
const FRESH_MS = 500;
const STEP_MS = 100;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Resolves at once while the projector keeps up, else when it has caught up or the wait is over: a broker has one bulk under way, so a late
 * answer slows it down. It keeps what it has not sent, and the database does not fill with what nobody can see yet.
 */
export const createBackPressure = ({ db, clock, bound, waitMs }: BackPressureOptions): (() => Promise<void>) => {
  let measured: { readonly at: number; readonly lag: number } | undefined;
  const lag = async (): Promise<number> => {
    if (measured === undefined || clock() - measured.at >= FRESH_MS) {
      const at = clock();
      const partitions = await readFeedLag(db);
      measured = { at, lag: partitions.reduce((sum, each) => sum + each.positions, 0) };
    }
    return measured.lag;
  };
  return async () => {
    for (let waited = 0; waited < waitMs && (await lag()) > bound; waited += STEP_MS) await pause(STEP_MS);
  };
};
