import type { Clock } from '../../../shared/clock.ts';
import type { Query } from '../../query.ts';
import { markForeign, markOwn } from '../foreign-feed.ts';
import { checkRepeats } from './check-repeats.ts';
import { toFeedPartition } from './feed-partition.ts';
import type { Pair } from './read-pairs.ts';
import type { Place } from './store-records.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
type Deps = { readonly log: Log; readonly clock: Clock };

/** Brokers do not go on from what is stored here. */
export class ForeignFeed extends Error {}

/**
 * What bears a position that is known must be what is known of it. While one partition does not hold to that nothing is taken from the
 * others either: what they have that is new may come from the same old copy.
 * @param pairs of the broker's partition `id`, in the order of their positions
 * @throws ForeignFeed
 */
export const checkOwn = async (
  query: Query,
  id: number,
  pairs: readonly Pair[],
  { position: known, isForeign, othersAreForeign }: Place,
  { log, clock }: Deps,
): Promise<void> => {
  const partitionId = toFeedPartition(id);
  const repeats = pairs.filter(({ position }) => position !== undefined && position <= known);
  const verdict = repeats.length === 0 ? 'whole' : await checkRepeats(query, id, repeats);
  if (verdict === 'other' && (await markForeign(query, partitionId, clock())))
    log.error(
      { partitionId },
      'a broker sends other records than those that are stored: its data were emptied or put back',
    );
  if (verdict === 'whole' && isForeign) {
    await markOwn(query, partitionId);
    log.warn({ partitionId }, 'a broker goes on from the records that are stored again');
  }
  const isDoubtful = verdict === 'part' && isForeign && repeats.length < pairs.length;
  if (verdict === 'other' || isDoubtful || othersAreForeign) throw new ForeignFeed();
};
