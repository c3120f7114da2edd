import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

/** A setting of this site that is a text; undefined when nobody has set it. */
export const findSiteValue = async (db: Knex, name: string): Promise<string | undefined> => {
  const row = await db('siteSetting').where({ name }).first<{ value: unknown } | undefined>('value');
  return typeof row?.value === 'string' ? row.value : undefined;
};

const SECRET = 'siteSecret';

/** Made at the first start; all processes of a site share it. */
export const getSiteSecret = async (db: Knex): Promise<string> => {
  const value = JSON.stringify(randomBytes(32).toString('base64url'));
  await db('siteSetting').insert({ name: SECRET, value }).onConflict('name').ignore();
  return (await findSiteValue(db, SECRET)) ?? '';
};
