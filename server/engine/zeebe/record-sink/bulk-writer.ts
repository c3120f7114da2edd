import type { Knex } from 'knex';
import { isContentError, reasonOf } from '../../../projection/content-error.ts';
import type { DeadLetter } from '../../../projection/dead-letters.ts';
import { putAside } from '../../../projection/put-aside.ts';
import { RECORDS_CHANNEL } from '../../../projection/projector.ts';
import type { Clock } from '../../../shared/clock.ts';
import { withConnection } from '../../../projection/with-connection.ts';
import { markForeign, markOwn } from '../foreign-feed.ts';
import { checkRepeats } from './check-repeats.ts';
import { toFeedPartition } from './feed-partition.ts';
import { groupPairs } from './group-pairs.ts';
import { createLane, type Lane } from './lane.ts';
import type { StoredRecord } from './parse-record.ts';
import { readPairs, type Pair } from './read-pairs.ts';
import { letterOf, sortPairs, type Sorted } from './sort-pairs.ts';
import { loadPosition, movePosition, storeRecords } from './store-records.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
export type BulkWriterDeps = { readonly db: Knex; readonly log: Log; readonly clock: Clock };

/** The broker does not go on from what is stored here. */
export class ForeignFeed extends Error {}

/** Commits what a bulk holds that is new and of use. @throws SinkBusy · ForeignFeed · what the database says when it is away */
export type WriteBulk = (body: Buffer) => Promise<void>;

/** Pairs that are read at a stretch: a few milliseconds in which nothing else is done. */
const PART = 500;
/** Lets what was written to sockets go out, and others have their turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Bulks of one partition that may wait for one another; a broker has one under way. */
const WAITING = 4;

const letterOfRecord = (record: StoredRecord, reason: string): DeadLetter => ({
  stage: 'sink',
  partitionId: toFeedPartition(record.partition),
  position: String(record.position),
  raw: JSON.stringify(record),
  reason,
});

type Partition = { readonly lane: Lane; known: number | undefined };

export const createBulkWriter = ({ db, log, clock }: BulkWriterDeps): WriteBulk => {
  const partitions = new Map<number | undefined, Partition>();
  const partitionOf = (id: number | undefined): Partition => {
    const partition = partitions.get(id) ?? { lane: createLane(WAITING), known: undefined };
    partitions.set(id, partition);
    return partition;
  };

  const setAside = (letters: readonly DeadLetter[]): Promise<void> =>
    withConnection(db, (query) => putAside(query, letters, { log, clock }));
  const move = (partition: number, position: number): Promise<void> =>
    withConnection(db, (query) => movePosition(query, partition, position));

  /** One record that PostgreSQL refuses must not keep the others out: the bulk is halved until it stands alone. */
  const store = async (partition: number, records: readonly StoredRecord[]): Promise<void> => {
    if (records.length === 0) return;
    try {
      await withConnection(db, (query) => storeRecords(query, partition, records, RECORDS_CHANNEL));
    } catch (error) {
      if (!isContentError(error)) throw error;
      const [first] = records;
      if (records.length === 1 && first) {
        await setAside([letterOfRecord(first, reasonOf(error))]);
        return move(partition, first.position);
      }
      const middle = Math.ceil(records.length / 2);
      await store(partition, records.slice(0, middle));
      await store(partition, records.slice(middle));
    }
  };

  const commit = async (id: number, { records, bad, last }: Sorted): Promise<void> => {
    // Put aside before the place moves: what fails in between comes again.
    if (bad.length > 0) await setAside(bad);
    await store(id, records);
    if (bad.length > 0) await move(id, last);
  };

  const FOREIGN = 'a broker sends other records than those that are stored: its data were emptied or put back';
  /** What bears a position that is known must be what is known of it. @throws ForeignFeed */
  const checkOwn = async (id: number, pairs: readonly Pair[], known: number): Promise<void> => {
    const repeats = pairs.filter(({ position }) => position !== undefined && position <= known);
    if (repeats.length === 0) return;
    const feedPartition = toFeedPartition(id);
    await withConnection(db, async (query) => {
      const found = await checkRepeats(query, id, repeats);
      if (found === 'other') {
        if (await markForeign(query, feedPartition, clock())) log.error({ partitionId: feedPartition }, FOREIGN);
        throw new ForeignFeed(FOREIGN);
      }
      if (found === 'same' && (await markOwn(query, feedPartition)))
        log.warn({ partitionId: feedPartition }, 'a broker goes on from the records that are stored again');
    });
  };

  /** In parts: while the database commits one, the next one is read. */
  const write = async (id: number, partition: Partition, pairs: readonly Pair[]): Promise<void> => {
    let known = partition.known ?? (await withConnection(db, (query) => loadPosition(query, id)));
    // Another process may have taken over, or the database may have been put back: after a failure it is asked again.
    partition.known = undefined;
    await checkOwn(id, pairs, known);
    let committed = Promise.resolve();
    for (let start = 0; start < pairs.length; start += PART) {
      const sorted = sortPairs(pairs.slice(start, start + PART), known);
      known = sorted.last;
      // Positions move in their order.
      await committed;
      committed = commit(id, sorted);
      committed.catch(() => undefined);
      await turn();
    }
    await committed;
    partition.known = known;
  };

  const writeGroup = (id: number | undefined, pairs: readonly Pair[]): Promise<void> => {
    const partition = partitionOf(id);
    return partition.lane(async () => {
      if (id !== undefined) return write(id, partition, pairs);
      const letters = pairs.map((pair) => letterOf(pair, 'it does not tell its partition and position'));
      await setAside(letters);
    });
  };

  return async (body) => {
    const groups = [...groupPairs(readPairs(body))];
    await Promise.all(groups.map(([id, pairs]) => writeGroup(id, pairs)));
  };
};
