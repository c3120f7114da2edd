import { importOrganisation } from '../../../server/features/people/import-organisation.ts';
import { verifyPassword } from '../../../server/features/people/password.ts';
import { preparePeople } from '../../../server/features/people/prepare-people.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

let test: TestDatabase;
beforeEach(async () => {
  test = await cloneDatabase();
});
afterEach(() => test.drop());

it('of two first starts at once, the one whose password counts tells it', async () => {
  const starts = await Promise.all([preparePeople(test.db, undefined), preparePeople(test.db, undefined)]);
  const [told, ...others] = starts.flatMap(({ newPassword }) => newPassword ?? []);
  expect(others).toEqual([]);
  const hashes = await test.db('person').whereIn('id', ['leader', 'citizen']).pluck<string[]>('password_hash');
  for (const hash of hashes) expect(await verifyPassword(hash, told ?? '')).toBe(true);
});

it('a role that was taken away stays away at the next start', async () => {
  await importOrganisation(test.db, 'mat-khau-mot');
  await test.db('person_role').where({ personId: 'administrator' }).delete();
  const before = await test.db('person_role').count<{ count: string }[]>('* as count');
  expect(await importOrganisation(test.db, 'mat-khau-hai')).toEqual([]);
  expect(await test.db('person_role').count<{ count: string }[]>('* as count')).toEqual(before);
});

it('a sample account that is missing comes with its roles', async () => {
  await importOrganisation(test.db, 'mat-khau-mot');
  await test.db('person_role').where({ personId: 'leader' }).delete();
  await test.db('person').where({ id: 'leader' }).delete();
  expect(await importOrganisation(test.db, 'mat-khau-hai')).toEqual(['leader']);
  const roles = await test.db('person_role').where({ personId: 'leader' }).select('role', 'unitCode');
  expect(roles).toEqual([{ role: 'unitLeader', unitCode: 'H29.101' }]);
});
