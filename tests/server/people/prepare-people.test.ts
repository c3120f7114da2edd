import { verifyPassword } from '../../../server/features/people/password.ts';
import { preparePeople } from '../../../server/features/people/prepare-people.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

const hashOf = async ({ db }: TestDatabase, id: string): Promise<string | undefined> =>
  (await db('person').where({ id }).first<{ passwordHash: string } | undefined>('passwordHash'))?.passwordHash;

describe('the people of a new site', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await cloneDatabase();
  });
  afterEach(() => test.drop());

  it('get a password that is shown once and stored as argon2id', async () => {
    const { newPassword = '' } = await preparePeople(test.db, undefined);
    const hash = await hashOf(test, 'officer');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await verifyPassword(hash, newPassword)).toBe(true);
    expect((await preparePeople(test.db, undefined)).newPassword).toBeUndefined();
    expect(await hashOf(test, 'officer')).toBe(hash);
  });

  it('get another password at each new site', async () => {
    const other = await cloneDatabase();
    const [one, two] = [await preparePeople(test.db, undefined), await preparePeople(other.db, undefined)];
    await other.drop();
    expect(one.newPassword).not.toBe(two.newPassword);
  });

  it('have the password that the operator wants, and no new one is made', async () => {
    expect((await preparePeople(test.db, 'mat-khau-cho-truoc')).newPassword).toBeUndefined();
    expect(await verifyPassword(await hashOf(test, 'citizen'), 'mat-khau-cho-truoc')).toBe(true);
  });

  it('keep what an operator has changed, and their own accounts keep their password', async () => {
    // given
    await preparePeople(test.db, undefined);
    await test.db('person').where({ id: 'leader' }).update({ displayName: 'Lãnh đạo phường 07' });
    await test.db('person').insert({
      id: 'own',
      username: 'own',
      displayName: 'Văn thư 09',
      kind: 'staff',
      passwordHash: 'x',
      profile: '{}',
      validFrom: '2026-01-01',
    });
    await test.db('session').insert({
      tokenHash: 'h',
      personId: 'leader',
      csrfToken: 'c',
      createdAt: new Date(),
      expiresAt: new Date('2100-01-01'),
    });
    // when
    await preparePeople(test.db, 'mat-khau-moi-day');
    // then
    expect(await test.db('person').where({ id: 'leader' }).first('displayName')).toEqual({
      displayName: 'Lãnh đạo phường 07',
    });
    expect(await hashOf(test, 'own')).toBe('x');
    expect(await verifyPassword(await hashOf(test, 'leader'), 'mat-khau-moi-day')).toBe(true);
    expect(await test.db('session').where({ personId: 'leader' })).toEqual([]);
  });

  it('may be prepared by several servers at once', async () => {
    const made = await Promise.all([
      preparePeople(test.db, 'mat-khau-chung'),
      preparePeople(test.db, 'mat-khau-chung'),
    ]);
    expect(made.map(({ usernames }) => usernames.length)).toEqual([7, 7]);
    expect(await test.db('person').where({ username: 'officer' })).toHaveLength(1);
  });

  it('hold the roles that the data files give', async () => {
    await preparePeople(test.db, 'mat-khau-cho-truoc');
    const rows = await test
      .db('personRole')
      .where({ personId: 'officer' })
      .orderBy(['role', 'unitCode'])
      .select('role', 'unitCode');
    expect(rows).toEqual([
      { role: 'cashier', unitCode: 'H29.101.2' },
      { role: 'clerk', unitCode: 'H29.101.1' },
      { role: 'processingOfficer', unitCode: 'H29.101.1' },
      { role: 'receptionOfficer', unitCode: 'H29.101.2' },
    ]);
    const [staff] = await test.db('person').where({ kind: 'staff' }).count<{ count: string }[]>();
    expect(Number(staff?.count)).toBe(71);
  });
});
