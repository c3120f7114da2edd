import type { Knex } from 'knex';
import { isContentError } from '../../../projection/content-error.ts';
import { RECORDS_CHANNEL } from '../../../projection/projector.ts';
import { withConnection } from '../../../projection/with-connection.ts';
import { placed } from './group-pairs.ts';
import { BadRecord, parseRecord } from './parse-record.ts';
import { readPairs } from './read-pairs.ts';
import { storeRecords } from './store-records.ts';

type Letter = { readonly id: string; readonly raw: string };
/** Letters may be as large as a record. */
const PAGE = 50;

/** @throws BadRecord · what PostgreSQL says */
const retake = (db: Knex, { id, raw }: Letter): Promise<void> =>
  db.transaction(async (tx) => {
    for (const pair of readPairs(Buffer.from(raw))) {
      const record = parseRecord(placed(pair));
      if (record) await withConnection(tx, (query) => storeRecords(query, record.partition, [record], RECORDS_CHANNEL));
    }
    await tx('engineDeadLetter').where({ id }).delete();
  });

/**
 * Takes in what the sink had put aside and this version can read. The read tables are right again after a rebuild, since a projector has gone
 * past the places of these records.
 */
export const retakeLetters = async (db: Knex): Promise<{ readonly taken: number; readonly left: number }> => {
  const counts = { taken: 0, left: 0 };
  for (let after = '0'; ;) {
    const letters = await db('engineDeadLetter')
      .where({ stage: 'sink' })
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .select<Letter[]>('id', 'raw');
    for (const letter of letters) {
      after = letter.id;
      try {
        await retake(db, letter);
        counts.taken++;
      } catch (error) {
        if (!(error instanceof BadRecord) && !isContentError(error)) throw error;
        counts.left++;
      }
    }
    if (letters.length < PAGE) return counts;
  }
};
