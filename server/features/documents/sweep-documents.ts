import type { Knex } from 'knex';
import type { Clock } from '../../shared/clock.ts';
import type { DocumentStorage } from '../../shared/document-storage.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { DocumentStore } from './document-store.ts';

/** Bytes without a row younger than this may belong to an upload that is being finished. */
const ORPHAN_MS = 24 * 3_600_000;
const BATCH = 200;

type Deps = {
  readonly db: Knex;
  readonly storage: DocumentStorage;
  readonly store: Pick<DocumentStore, 'removeAbandoned' | 'findUnknownKeys'>;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  /** How long an unattached document waits for its dossier. Drafts refer to them, so longer than a day. */
  readonly abandonedMs?: number;
};

/** Takes away documents that were never handed in, and bytes that no row knows (a process died in between). Runs any time, on any server. */
export const createDocumentSweeper = ({
  db,
  storage,
  store,
  inTransaction,
  clock,
  abandonedMs = 30 * ORPHAN_MS,
}: Deps) => {
  const dropAbandoned = async (): Promise<number> => {
    const before = new Date(clock() - abandonedMs);
    const keys = await inTransaction((tx) => store.removeAbandoned(tx, before, BATCH));
    for (const key of keys) await storage.remove(key);
    return keys.length < BATCH ? keys.length : keys.length + (await dropAbandoned());
  };

  const dropUnknown = async (keys: readonly string[]): Promise<number> => {
    const unknown = await store.findUnknownKeys(db, keys);
    for (const key of unknown) await storage.remove(key);
    return unknown.length;
  };

  const dropOrphans = async (): Promise<number> => {
    let dropped = 0;
    let batch: string[] = [];
    for await (const key of storage.listOlderThan(clock() - ORPHAN_MS)) {
      batch.push(key);
      if (batch.length < BATCH) continue;
      dropped += await dropUnknown(batch);
      batch = [];
    }
    return dropped + (await dropUnknown(batch));
  };

  return {
    async sweep(): Promise<{ readonly abandoned: number; readonly orphans: number }> {
      return { abandoned: await dropAbandoned(), orphans: await dropOrphans() };
    },
  };
};
