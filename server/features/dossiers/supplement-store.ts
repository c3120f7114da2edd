import type { Knex } from 'knex';

export type SupplementItem = { readonly item: string; readonly reason: string; readonly componentId?: string };
export type SupplementStage = 'INTAKE' | 'APPRAISAL';
export type SupplementRequest = {
  readonly id: string;
  readonly dossierId: string;
  readonly stage: SupplementStage;
  readonly items: readonly SupplementItem[];
  readonly askedAt: Date;
  readonly deadline: Date;
  readonly answeredAt: Date | null;
};

/** The only writer of supplement_request. */
export const createSupplementStore = () => ({
  async countOfStage(tx: Knex.Transaction, dossierId: string, stage: SupplementStage): Promise<number> {
    const [row] = await tx('supplementRequest').where({ dossierId, stage }).count<{ count: string }[]>('* as count');
    return Number(row?.count ?? 0);
  },
  async add(tx: Knex.Transaction, request: Omit<SupplementRequest, 'answeredAt'>): Promise<void> {
    await tx('supplementRequest').insert({ ...request, items: JSON.stringify(request.items) });
  },
  /** The request that waits for an answer, locked. */
  async findOpen(tx: Knex.Transaction, dossierId: string): Promise<SupplementRequest | undefined> {
    return tx('supplementRequest')
      .where({ dossierId })
      .whereNull('answeredAt')
      .orderBy('askedAt', 'desc')
      .forUpdate()
      .first<SupplementRequest | undefined>();
  },
  async answer(tx: Knex.Transaction, id: string, answeredAt: Date): Promise<void> {
    await tx('supplementRequest').where({ id }).update({ answeredAt });
  },
});
export type SupplementStore = ReturnType<typeof createSupplementStore>;
