import type { Knex } from 'knex';
import { generatePassword } from './demo-password.ts';
import { demoUsernames, importOrganisation, isEmpty, setDemoPassword } from './import-organisation.ts';

export type SignIns = {
  readonly usernames: readonly string[];
  /** Set only when it was made just now, and not by another process in the same moment: it is stored as a hash and cannot be shown again. */
  readonly newPassword: string | undefined;
};

/**
 * Brings organisation, calendar and sign-ins in at the first start. Later starts add what newer data files bring and leave the
 * rest alone; `wanted` (DEMO_PASSWORD) then becomes the password of the sample accounts.
 */
export const preparePeople = async (db: Knex, wanted: string | undefined): Promise<SignIns> => {
  const first = await isEmpty(db);
  const generated = first && wanted === undefined ? generatePassword() : undefined;
  const added = await importOrganisation(db, wanted ?? generated ?? generatePassword());
  if (!first && wanted !== undefined) await setDemoPassword(db, wanted);
  return { usernames: await demoUsernames(), newPassword: added.length > 0 ? generated : undefined };
};
