import { createPeopleView, type PeopleView } from '../../../server/features/people/people-view.ts';
import { preparePeople } from '../../../server/features/people/prepare-people.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

describe('what other slices read about people', () => {
  let test: TestDatabase;
  let view: PeopleView;
  beforeAll(async () => {
    test = await cloneDatabase();
    await preparePeople(test.db, 'mat-khau-cho-truoc');
    view = createPeopleView(test.db);
  });
  afterAll(() => test.drop());

  it('knows a unit with its hours, and none that does not exist', async () => {
    expect(await view.findUnit('H29.101.2')).toMatchObject({
      code: 'H29.101.2',
      kind: 'SERVICE_CENTRE',
      parent: 'H29.101',
      workingHours: {
        weekly: {
          MON: [
            ['07:30', '11:30'],
            ['13:00', '17:00'],
          ],
        },
        receptionOnly: { SAT: [['07:30', '11:30']] },
      },
    });
    expect(await view.findUnit('H99')).toBeUndefined();
  });

  it.each([
    ['H29.101.2', 'OFFICE', 'H29.101.1'],
    ['H29.101', 'SERVICE_CENTRE', 'H29.101.2'],
    ['H29.102.2', 'OFFICE', 'H29.102.1'],
    ['H29.101.2', 'POLICE', 'G01.101'],
    ['H29.103.1', 'SOCIAL_INSURANCE', 'G24.2'],
    ['H29.101.2', 'PEOPLES_COMMITTEE', 'H29.101'],
  ])('routes from %s to the %s of its ward', async (unit, kind, expected) => {
    expect(await view.findRoutes(unit, [kind, 'FIRE_BRIGADE'])).toEqual(new Map([[kind, expected]]));
  });

  it('tells several routes at once', async () => {
    expect(await view.findRoutes('H29.101.2', ['POLICE', 'OFFICE', 'OFFICE'])).toEqual(
      new Map([
        ['OFFICE', 'H29.101.1'],
        ['POLICE', 'G01.101'],
      ]),
    );
  });

  it.each([
    ['H29.101.2', 'FIRE_BRIGADE'],
    ['G24', 'OFFICE'],
    ['H99', 'OFFICE'],
  ])('has no route from %s to %s', async (unit, kind) => {
    expect(await view.findRoutes(unit, [kind])).toEqual(new Map());
  });

  it('lists the officers of groups by name, and nobody else', async () => {
    const listed = await view.listStaffOf(['receptionOfficer@H29.101.2', 'clerk@H29.101.1'], Date.UTC(2026, 10, 24));
    const groups = await Promise.all(listed.map(({ id }) => view.findStaff(id, Date.UTC(2026, 10, 24))));
    expect(listed.length).toBeGreaterThan(1);
    expect(
      groups.every((one) =>
        one?.groups.some((group) => /^(receptionOfficer@H29\.101\.2|clerk@H29\.101\.1)$/.test(group)),
      ),
    ).toBe(true);
    expect(await view.listStaffOf(['nobody@H29.101.2'], Date.UTC(2026, 10, 24))).toEqual([]);
  });

  it('tells unknown units', async () => {
    expect(await view.findUnknownUnits(['H29.101', 'H29.999', 'X'])).toEqual(['H29.999', 'X']);
  });

  it('lists units that exist today', async () => {
    const codes = (await view.listUnits()).map(({ code }) => code);
    expect(codes).toContain('H29.101');
    expect(codes).not.toContain('H29.201');
  });

  it('lists days that differ from the week, in order, as dates without time', async () => {
    const days = await view.listCalendarDays();
    const dates = days.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(days).toContainEqual({
      date: '2026-01-10',
      kind: 'WORKING_WEEKEND',
      name: 'Làm việc bù cho ngày nghỉ 02/01/2026',
      calendarVersion: '2026.1',
    });
  });

  it('gives names by id and leaves unknown ids out', async () => {
    expect([...(await view.findNames(['receptionOfficer-H29.101.2-01', 'nobody']))]).toEqual([
      ['receptionOfficer-H29.101.2-01', 'Cán bộ tiếp nhận 01'],
    ]);
  });
});
