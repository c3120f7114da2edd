import type { Knex } from 'knex';
import type { Variables } from '../../../core/contracts/json.ts';

export type AgencyRequestRow = {
  readonly id: string;
  readonly dossierId: string;
  readonly agency: string;
  readonly unitCode: string;
  readonly subject: string;
  readonly content: Variables;
  readonly sentAt: Date;
  readonly dueAt: Date;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly outcome: 'done' | 'refused' | null;
  readonly note: string | null;
  readonly documents: readonly { readonly componentId: string; readonly documentId: string }[];
};
type Answer = Required<Pick<AgencyRequestRow, 'answeredAt' | 'answeredBy' | 'outcome' | 'note' | 'documents'>>;

/** The only writer of agency_request. */
export const createAgenciesStore = () => ({
  async add(tx: Knex.Transaction, request: Omit<AgencyRequestRow, keyof Answer>): Promise<void> {
    await tx('agencyRequest').insert({ ...request, content: JSON.stringify(request.content), documents: '[]' });
  },
  async lock(tx: Knex.Transaction, id: string): Promise<AgencyRequestRow | undefined> {
    return tx('agencyRequest').where({ id }).forUpdate().first<AgencyRequestRow | undefined>();
  },
  async answer(tx: Knex.Transaction, id: string, answer: Answer): Promise<void> {
    await tx('agencyRequest')
      .where({ id })
      .update({ ...answer, documents: JSON.stringify(answer.documents) });
  },
});
export type AgenciesStore = ReturnType<typeof createAgenciesStore>;
