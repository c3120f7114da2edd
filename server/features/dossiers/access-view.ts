import type { Knex } from 'knex';
import type { Person } from '../../http/person.ts';
import { ForbiddenError, NotFoundError } from '../../shared/errors.ts';

/** Which dossier, whose it is, and the model it runs on. */
export type DossierKey = {
  readonly id: string;
  readonly ownerId: string | null;
  readonly processDefinitionKey: string;
};

/** Whether a person may see a dossier, in SQL. Another citizen's does not exist; another unit's is refused without any data. */
export const createAccessView = (db: Knex) => ({
  /**
   * @param idOrCode id, or the code given at acceptance
   * @throws NotFoundError · ForbiddenError
   */
  async getVisible(idOrCode: string, person: Person): Promise<DossierKey> {
    const row = await db('dossier')
      .where({ id: idOrCode })
      .orWhere({ code: idOrCode })
      .first<DossierKey | undefined>('id', 'ownerId', 'processDefinitionKey');
    if (!row || (person.kind === 'citizen' && row.ownerId !== person.id)) throw new NotFoundError('Không có hồ sơ này');
    if (person.kind === 'citizen' || person.visibleUnits === null) return row;
    const mine = await db('dossierUnit')
      .where({ dossierId: row.id })
      .whereRaw('unit_code = any(?)', [[...person.visibleUnits]])
      .first<{ dossierId: string } | undefined>('dossierId');
    if (!mine) throw new ForbiddenError('Không thuộc đơn vị');
    return row;
  },
});
export type AccessView = ReturnType<typeof createAccessView>;
