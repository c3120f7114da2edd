import type { Query } from '../engine/query.ts';

/** A record that was put aside. */
export type DeadLetter = {
  readonly stage: 'sink' | 'projection';
  /** Partition of the feed; null when the record does not tell it. */
  readonly partitionId: number | null;
  /** Place in its partition, decimal digits; null when the record does not tell it. */
  readonly position: string | null;
  /** As it came, in the case of the projection as it is stored. */
  readonly raw: string;
  readonly reason: string;
};

/** A letter as it was written now. */
export type NewLetter = {
  readonly partition_id: number | null;
  readonly position: string | null;
  readonly reason: string;
};

/** PostgreSQL's texts have no U+0000. */
const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd');

/** Puts records aside, each once. @param now milliseconds since the epoch @returns those that were not there before */
export const addDeadLetters = (query: Query, letters: readonly DeadLetter[], now: number): Promise<NewLetter[]> =>
  query<NewLetter>(
    'dead_letters',
    `insert into engine_dead_letter (stage, partition_id, position, raw, reason, at)
     select stage, partition_id, position, raw, reason, to_timestamp($6::float8 / 1000)
     from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[]) as row (stage, partition_id, position, raw, reason)
     on conflict do nothing returning partition_id, position::text, reason`,
    [
      letters.map(({ stage }) => stage),
      letters.map(({ partitionId }) => partitionId),
      letters.map(({ position }) => position),
      letters.map(({ raw }) => storable(raw)),
      letters.map(({ reason }) => storable(reason)),
      now,
    ],
  );
