import type { Knex } from 'knex';

/** How far the read tables are behind one partition of the feed. */
export type FeedLag = {
  readonly partitionId: number;
  /** Positions between the last record that is stored and the last one that is projected. A broker's positions have gaps: there are fewer records. */
  readonly positions: number;
  /** When the oldest record that waits was written, in milliseconds since the epoch on the engine's clock; null when none waits. */
  readonly oldestAt: number | null;
};

/** Partitions in which something waits to be projected. */
export const readFeedLag = async (db: Knex): Promise<FeedLag[]> => {
  const { rows } = await db.raw<{ rows: { id: number; positions: string; oldest: string | null }[] }>(
    `select p.id, p.position - coalesce(done.position, 0) as positions, next.timestamp as oldest
     from engine_partition p left join projection_position done on done.partition_id = p.id
     left join lateral (
       select timestamp from engine_record r where r.partition_id = p.id and r.position > coalesce(done.position, 0)
       order by r.position limit 1) next on true
     where p.position > coalesce(done.position, 0) order by p.id`,
  );
  return rows.map(({ id, positions, oldest }) => ({
    partitionId: id,
    positions: Number(positions),
    oldestAt: oldest === null ? null : Number(oldest),
  }));
};
