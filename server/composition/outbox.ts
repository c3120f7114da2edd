import { removeEndedBefore } from '../engine/zeebe/outbox/remove-ended.ts';
import { createRepeating } from './repeating.ts';
import type { Background, Site } from './site.ts';

/** How long commands that were carried out can be looked up, for instance when somebody asks what happened last week. */
const KEEP_MS = 7 * 86_400_000;
const EVERY_MS = 3_600_000;
/** Rows in one statement: a short one, so that nobody waits for it. */
const BATCH = 5_000;

/** Forgets ended commands; for servers that work on jobs. Also on a site that has left its brokers: what they left behind ends, too. */
export const tidyOutbox = ({ db, clock, log }: Pick<Site, 'db' | 'clock' | 'log'>): Background => {
  let closed = false;
  const tidying = createRepeating({
    act: async () => {
      const before = new Date(clock() - KEEP_MS);
      while (!closed && (await removeEndedBefore(db, before, BATCH)) === BATCH);
    },
    everyMs: EVERY_MS,
    onError: (err) => log.error({ err }, 'ended commands could not be removed'),
  });
  return {
    start: () => tidying.start(),
    async close() {
      closed = true;
      await tidying.close();
    },
  };
};
