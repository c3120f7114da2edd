import type { ServerEvent } from '../../../core/contracts/event.ts';
import { parseEvent } from '../../../server/features/events/parse-event.ts';
import { visibleEvent } from '../../../server/features/events/visible-event.ts';
import type { Person } from '../../../server/http/person.ts';

const person = (fields: Partial<Person>): Person => ({
  id: 'p1',
  username: 'p1',
  displayName: 'Cán bộ 01',
  kind: 'staff',
  roles: [],
  groups: [],
  visibleUnits: [],
  ledUnits: [],
  ...fields,
});
const officer = person({ groups: ['processingOfficer@U1'], visibleUnits: ['U1'] });
const city = person({ id: 'p2', visibleUnits: null });
const citizen = person({ id: 'c1', kind: 'citizen' });
const stranger = person({ id: 'p3', groups: ['clerk@U9'], visibleUnits: ['U9'] });
const tasks: ServerEvent = {
  type: 'tasks',
  groups: ['processingOfficer@U1', 'clerk@U2'],
  assignees: ['p5'],
  taskKeys: ['1'],
};
const dossier: ServerEvent = { type: 'dossier', dossierId: 'D1', code: null };
const findAudience = (id: string) => (id === 'D1' ? { ownerId: 'c1', units: ['U1', 'U2'] } : undefined);
const sees = (event: ServerEvent, who: Person) => visibleEvent(event, who, findAudience);

it('an officer is told of tasks of own groups and units, and of no other group', () => {
  expect(sees(tasks, officer)).toEqual({ ...tasks, groups: ['processingOfficer@U1'], assignees: [] });
  expect(sees(tasks, stranger)).toBeUndefined();
  expect(sees(tasks, citizen)).toBeUndefined();
});

it('an assignee is told of a task of a foreign group, without the group', () => {
  expect(sees(tasks, person({ id: 'p5' }))).toEqual({ ...tasks, groups: [], assignees: ['p5'] });
});

it('who sees all units is told of all groups', () => {
  expect(sees(tasks, city)).toEqual({ ...tasks, assignees: [] });
});

it('a dossier is told to its owner and to units that have to do with it', () => {
  for (const who of [officer, city, citizen]) expect(sees(dossier, who)).toEqual(dossier);
  for (const who of [stranger, person({ id: 'c2', kind: 'citizen', visibleUnits: null })])
    expect(sees(dossier, who)).toBeUndefined();
  expect(sees({ ...dossier, dossierId: 'D2' }, city)).toBeUndefined();
});

it('a notice is told to its receiver, procedures to everybody', () => {
  expect(sees({ type: 'notification', userId: 'c1' }, citizen)).toBeDefined();
  expect(sees({ type: 'notification', userId: 'c1' }, city)).toBeUndefined();
  expect(sees({ type: 'procedures' }, citizen)).toEqual({ type: 'procedures' });
});

it.each([
  '',
  'no json',
  'null',
  '1',
  '{}',
  '{"type":"toString"}',
  '{"type":"tasks"}',
  '{"type":"tasks","groups":[1],"assignees":[],"taskKeys":[]}',
  '{"type":"dossier"}',
])('the notification %p is no event', (payload) => expect(parseEvent(payload)).toBeUndefined());
it('an event survives its way through a notification', () => {
  for (const event of [tasks, dossier, { type: 'procedures' } as const])
    expect(parseEvent(JSON.stringify(event))).toEqual(event);
});
