import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { assetsFolder } from '../../shared/paths.ts';
import { hashPassword, verifyPassword } from './password.ts';

const readAsset = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(join(assetsFolder, name), 'utf8')) as T;

type Unit = {
  code: string;
  nameVi: string;
  nameEn?: string;
  kind: string;
  level: string;
  parent: string | null;
  external: boolean;
  workingHours: string;
  validFrom: string;
  validTo: string | null;
  successors?: unknown[];
};
type Account = {
  id: string;
  displayName: string;
  role: string;
  unit: string;
  validFrom: string;
  validTo: string | null;
};
type Organisation = { workingHours: Record<string, unknown>; units: Unit[]; accounts: Account[] };
type DemoAccount = {
  username: string;
  displayName: string;
  kind: 'citizen' | 'staff';
  roles: { role: string; unit: string }[];
  profile?: Record<string, string>;
};
type Calendar = {
  calendarVersion: string;
  years: Record<string, { date: string; kind: string; name: string; verified: boolean }[]>;
};

const importUnits = async (tx: Knex.Transaction, { units, workingHours }: Organisation): Promise<void> => {
  const rows = units.map(
    ({ code, nameVi, nameEn, kind, level, parent, external, validFrom, validTo, successors, ...unit }) => ({
      code,
      name: nameVi,
      nameEn: nameEn ?? null,
      kind,
      level,
      parent,
      external,
      validFrom,
      validTo,
      workingHours: JSON.stringify(workingHours[unit.workingHours]),
      successors: JSON.stringify(successors ?? []),
    }),
  );
  await tx('unit').insert(rows).onConflict('code').ignore();
};

const importRoutes = async (tx: Knex.Transaction): Promise<void> => {
  const { wards } = await readAsset<{ wards: Record<string, Record<string, string>> }>('unit-routes.json');
  const rows = Object.entries(wards).flatMap(([ward, kinds]) =>
    Object.entries(kinds).map(([kind, unitCode]) => ({ ward, kind, unitCode })),
  );
  await tx('unitRoute').insert(rows).onConflict(['ward', 'kind']).ignore();
};

const importCalendar = async (tx: Knex.Transaction): Promise<void> => {
  const { calendarVersion, years } = await readAsset<Calendar>('calendar-vn.json');
  const rows = Object.values(years)
    .flat()
    .map(({ date, kind, name, verified }) => ({ date, kind, name, verified, calendarVersion }));
  await tx('calendarDay').insert(rows).onConflict('date').ignore();
};

const readDemoAccounts = async (): Promise<DemoAccount[]> =>
  (await readAsset<{ accounts: DemoAccount[] }>('demo-accounts.json')).accounts;

/** Roles come with a new person only: one that was taken away later must not come back with the next start. */
const importPeople = async (
  tx: Knex.Transaction,
  { accounts }: Organisation,
  passwordHash: string,
): Promise<readonly string[]> => {
  const demo = await readDemoAccounts();
  const people = [
    ...accounts.map(({ id, displayName, validFrom, validTo }) => ({
      id,
      username: id,
      displayName,
      kind: 'staff',
      profile: '{}',
      validFrom,
      validTo,
      passwordHash,
    })),
    ...demo.map(({ username, displayName, kind, profile }) => ({
      id: username,
      username,
      displayName,
      kind,
      profile: JSON.stringify(profile ?? {}),
      validFrom: '2025-07-01',
      validTo: null,
      passwordHash,
    })),
  ];
  const added = await tx('person').insert(people).onConflict('id').ignore().returning<{ id: string }[]>('id');
  const ids = new Set(added.map(({ id }) => id));
  const roles = [
    ...accounts.map(({ id, role, unit }) => ({ personId: id, role, unitCode: unit })),
    ...demo.flatMap(({ username, roles: held }) =>
      held.map(({ role, unit }) => ({ personId: username, role, unitCode: unit })),
    ),
  ].filter(({ personId }) => ids.has(personId));
  if (roles.length > 0) await tx('personRole').insert(roles).onConflict(['person_id', 'role', 'unit_code']).ignore();
  return [...ids];
};

/** True before the first import: nobody can sign in yet. */
export const isEmpty = async (db: Knex): Promise<boolean> => (await db('person').first('id')) === undefined;

/**
 * Loads the sample organisation, the calendar and the sign-ins; what is there already stays as it is.
 * @returns ids of the people who are new; they have this password
 */
export const importOrganisation = async (db: Knex, password: string): Promise<readonly string[]> => {
  const organisation = await readAsset<Organisation>('organisation.json');
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    await tx.raw(`select pg_advisory_xact_lock(hashtext('mot-cua organisation'))`);
    await importUnits(tx, organisation);
    await importRoutes(tx);
    await importCalendar(tx);
    return importPeople(tx, organisation, passwordHash);
  });
};

/** The sign-ins that the start screen names. */
export const demoUsernames = async (): Promise<string[]> => (await readDemoAccounts()).map(({ username }) => username);

/** Gives every account of the data files this password, and no other account; open sessions of theirs end. */
export const setDemoPassword = async (db: Knex, password: string): Promise<void> => {
  const { accounts } = await readAsset<Organisation>('organisation.json');
  const ids = [...accounts.map(({ id }) => id), ...(await demoUsernames())];
  const sample = await db('person').whereIn('id', ids).first<{ passwordHash: string } | undefined>('passwordHash');
  if (await verifyPassword(sample?.passwordHash, password)) return;
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await tx('person').whereIn('id', ids).update({ passwordHash });
    await tx('session').whereIn('personId', ids).delete();
  });
};
