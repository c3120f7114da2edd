import type { Knex } from 'knex';

/** A row of `document`. */
export type DocumentRow = {
  readonly id: string;
  readonly dossierId: string | null;
  readonly componentId: string | null;
  readonly uploadedBy: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
  /** The applicant may read it, once it belongs to their dossier. */
  readonly forApplicant: boolean;
  readonly createdAt: Date;
};
export type Attachment = { readonly documentId: string; readonly componentId: string | null };
export type Usage = { readonly count: number; readonly bytes: number };

/** Writes of documents. Every method takes the transaction it belongs to. */
export const createDocumentStore = () => ({
  /** Documents of a person that belong to no dossier; locks further uploads of that person until the transaction ends. */
  async lockUsage(tx: Knex.Transaction, personId: string): Promise<Usage> {
    await tx.raw(`select pg_advisory_xact_lock(hashtextextended('document ' || ?, 0))`, [personId]);
    const row = await tx('document')
      .where({ uploadedBy: personId })
      .whereNull('dossierId')
      .first<{ count: string; bytes: string }>(tx.raw('count(*) as count, coalesce(sum(size), 0) as bytes'));
    return { count: Number(row.count), bytes: Number(row.bytes) };
  },

  async insert(tx: Knex.Transaction, row: DocumentRow): Promise<void> {
    await tx('document').insert(row);
  },

  /**
   * Makes documents part of a dossier: all of them, or none.
   * @returns ids that cannot be taken: unknown, of another person, part of a dossier already, or named twice
   */
  async attach(
    tx: Knex.Transaction,
    dossierId: string,
    personId: string,
    attachments: readonly Attachment[],
    forApplicant = true,
  ): Promise<string[]> {
    if (attachments.length === 0) return [];
    const ids = attachments.map(({ documentId }) => documentId);
    const free = new Set(
      await tx('document')
        .whereIn('id', [...ids].sort())
        .where({ uploadedBy: personId })
        .whereNull('dossierId')
        .orderBy('id')
        .forUpdate()
        .pluck<string[]>('id'),
    );
    const refused = ids.filter((id, index) => !free.has(id) || ids.indexOf(id) !== index);
    if (refused.length > 0) return [...new Set(refused)];
    for (const { documentId, componentId } of attachments)
      await tx('document')
        .where({ id: documentId })
        .update({ dossierId, forApplicant, ...(componentId === null ? {} : { componentId }) });
    return [];
  },

  /** Takes away a document that is part of no dossier; its storage key, or undefined where there is none. */
  async removeUnattached(tx: Knex.Transaction, id: string, personId: string): Promise<string | undefined> {
    const rows = await tx('document')
      .where({ id, uploadedBy: personId })
      .whereNull('dossierId')
      .delete<{ storageKey: string }[]>('storage_key');
    return rows[0]?.storageKey;
  },

  /** Takes away documents that nobody handed in. @returns their storage keys, at most `limit` */
  async removeAbandoned(tx: Knex.Transaction, before: Date, limit: number): Promise<string[]> {
    const ids = tx('document')
      .select('id')
      .whereNull('dossierId')
      .where('createdAt', '<', before)
      .limit(limit)
      .forUpdate()
      .skipLocked();
    const rows = await tx('document').whereIn('id', ids).delete<{ storageKey: string }[]>('storage_key');
    return rows.map(({ storageKey }) => storageKey);
  },

  /** Of these storage keys, those that no document has. */
  async findUnknownKeys(tx: Knex, keys: readonly string[]): Promise<string[]> {
    const known = new Set(
      await tx('document')
        .whereIn('storageKey', [...keys])
        .pluck<string[]>('storage_key'),
    );
    return keys.filter((key) => !known.has(key));
  },
});
export type DocumentStore = ReturnType<typeof createDocumentStore>;
