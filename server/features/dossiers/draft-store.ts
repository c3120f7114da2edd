import type { Knex } from 'knex';
import type { JsonValue } from '../../../core/contracts/json.ts';

export type Draft = {
  readonly content: { readonly [name: string]: JsonValue };
  readonly revision: number;
  readonly updatedAt: Date;
};

/** The only user of draft: one per citizen and procedure. */
export const createDraftStore = (db: Knex) => ({
  find: (personId: string, procedureCode: string): Promise<Draft | undefined> =>
    db('draft').where({ personId, procedureCode }).first<Draft | undefined>('content', 'revision', 'updatedAt'),

  /**
   * Writes what is typed so far.
   * @param expected revision that the writer has seen; undefined = whatever is there
   * @returns the new revision; undefined when another device has written since
   */
  async save(
    personId: string,
    procedureCode: string,
    content: Draft['content'],
    expected: number | undefined,
    at: Date,
  ): Promise<number | undefined> {
    const { rows } = await db.raw<{ rows: { revision: number }[] }>(
      `insert into draft (person_id, procedure_code, content, revision, updated_at)
       select :personId, :procedureCode, :content::jsonb, 1, :at
       where :expected::int is null or :expected::int = 0 or exists (select 1 from draft where person_id = :personId and procedure_code = :procedureCode)
       on conflict (person_id, procedure_code) do update
         set content = excluded.content, revision = draft.revision + 1, updated_at = excluded.updated_at
         where :expected::int is null or draft.revision = :expected::int
       returning revision`,
      { personId, procedureCode, content: JSON.stringify(content), expected: expected ?? null, at },
    );
    return rows[0]?.revision;
  },

  async remove(tx: Knex, personId: string, procedureCode: string): Promise<void> {
    await tx('draft').where({ personId, procedureCode }).delete();
  },
});
export type DraftStore = ReturnType<typeof createDraftStore>;
