import type { Knex } from 'knex';
import { isContentError, reasonOf } from '../../../projection/content-error.ts';
import type { DeadLetter } from '../../../projection/dead-letters.ts';
import { putAside } from '../../../projection/put-aside.ts';
import { RECORDS_CHANNEL } from '../../../projection/projector.ts';
import type { Clock } from '../../../shared/clock.ts';
import { withConnection } from '../../../projection/with-connection.ts';
import { checkOwn } from './check-own.ts';
import { toFeedPartition } from './feed-partition.ts';
import { groupPairs } from './group-pairs.ts';
import { createLane, type Lane } from './lane.ts';
import type { StoredRecord } from './parse-record.ts';
import { readPairs, type Pair } from './read-pairs.ts';
import { letterOf, sortPairs, type Sorted } from './sort-pairs.ts';
import { loadPlace, movePosition, storeRecords } from './store-records.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
export type BulkWriterDeps = { readonly db: Knex; readonly log: Log; readonly clock: Clock };

/** Commits what a bulk holds that is new and of use. @throws SinkBusy · ForeignFeed · what the database says when it is away */
export type WriteBulk = (body: Buffer) => Promise<void>;

/** Pairs that are read at a stretch: a few milliseconds in which nothing else is done. */
const PART = 500;
/** Lets what was written to sockets go out, and others have their turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Bulks of one partition that may wait for one another; a broker has one under way. */
const WAITING = 4;

/** As a broker would write it, without an action line, so that it can be read again. */
const letterOfRecord = (record: StoredRecord, reason: string): DeadLetter => {
  const { partition, position, key, timestamp, valueType, intent, value } = record;
  const place = `"partitionId":${partition},"position":${position},"key":${key},"timestamp":${timestamp}`;
  return {
    ...{ stage: 'sink', partitionId: toFeedPartition(partition), position: String(position), reason },
    raw: `{${place},"valueType":"${valueType}","intent":"${intent}","value":${value}}`,
  };
};

export const createBulkWriter = ({ db, log, clock }: BulkWriterDeps): WriteBulk => {
  const lanes = new Map<number | undefined, Lane>();
  const laneOf = (id: number | undefined): Lane => {
    const lane = lanes.get(id) ?? createLane(WAITING);
    lanes.set(id, lane);
    return lane;
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

  /** In parts: while the database commits one, the next one is read. Another process may have had the bulk before this one: the place is asked anew. */
  const write = async (id: number, pairs: readonly Pair[]): Promise<void> => {
    let known = await withConnection(db, async (query) => {
      const place = await loadPlace(query, id);
      await checkOwn(query, id, pairs, place, { log, clock });
      return place.position;
    });
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
  };

  const writeGroup = (id: number | undefined, pairs: readonly Pair[]): Promise<void> => {
    return laneOf(id)(async () => {
      if (id !== undefined) return write(id, pairs);
      const letters = pairs.map((pair) => letterOf(pair, 'it does not tell its partition and position'));
      await setAside(letters);
    });
  };

  return async (body) => {
    const groups = [...groupPairs(readPairs(body))];
    await Promise.all(groups.map(([id, pairs]) => writeGroup(id, pairs)));
  };
};
