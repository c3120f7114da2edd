import type { Knex } from 'knex';
import type { DeadLetterRow } from '../../../core/contracts/engine-state.ts';
import { counted, readKeyset, toPage } from '../../shared/keyset.ts';
import type { DeskQuery } from './refused-commands-view.ts';

type Row = Omit<DeadLetterRow, 'at'> & { readonly at: Date };

/** Records that were put aside; their contents stay in the table. */
export const createDeadLettersView = (db: Knex) => ({
  /** The newest come first: a cause that has been mended lies behind them. */
  async list({ after, limit }: DeskQuery): Promise<{ items: DeadLetterRow[]; next: string | null }> {
    const keyset = readKeyset(after, counted);
    const rows = await db('engineDeadLetter')
      .modify((query) => void (keyset && query.whereRaw('(at, id) < (?, ?)', [keyset.at, keyset.id])))
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1)
      .select<Row[]>('id', 'partitionId as partition', 'position', 'stage', 'reason', 'at');
    return toPage(
      rows,
      limit,
      (row) => row,
      (row) => ({ ...row, at: row.at.toISOString() }),
    );
  },
});
export type DeadLettersView = ReturnType<typeof createDeadLettersView>;
