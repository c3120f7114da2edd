import { createPageCursor } from '../../../server/features/tasks/page-cursor.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { serve, type Answer, type HttpClient } from '../../helpers/http.ts';
import { insertDossier, insertTask } from './fixtures.ts';
import { createWorld, people, type Who } from './world.ts';

let database: TestDatabase;
let http: HttpClient;

type Item = {
  key: string;
  assigneeName: string | null;
  dossier: Record<string, unknown>;
  clock: Record<string, unknown>;
};
type List = { items: Item[]; next: string | null; counts: Record<string, number> };
const get = (who: Who, query = ''): Promise<Answer> =>
  http.send('GET', `/api/tasks${query}`, undefined, { 'X-Test-Person': who });
const list = async (who: Who, query = ''): Promise<List> => (await get(who, query)).body as unknown as List;
const keys = async (who: Who, query: string): Promise<string[]> => (await list(who, query)).items.map(({ key }) => key);

beforeAll(async () => {
  database = await cloneDatabase();
  const { db } = database;
  http = await serve((await createWorld(db)).app);
  await db('procedure').insert([
    { code: '1.001193', name: '{}', field: 'x', search: ' dang ky khai sinh ', lastVersion: 1 },
    { code: '2.000635', name: '{}', field: 'x', search: ' cap ban sao trich luc ', lastVersion: 1 },
  ]);
  await db('person').insert({
    id: 'two',
    username: 'two',
    displayName: people.two.displayName,
    kind: 'staff',
    passwordHash: 'x',
    profile: '{}',
    validFrom: '2026-01-01',
  });
  await insertDossier(db, {
    id: 'd1',
    units: ['u1'],
    code: 'H29-1',
    applicantName: 'Công dân A',
    search: ' h29-1 cong dan a ',
  });
  await insertDossier(db, {
    id: 'd2',
    units: ['u1'],
    code: 'H29-2',
    applicantName: 'Công dân Quế',
    procedureCode: '2.000635',
    search: ' h29-2 cong dan que ',
  });
  await insertDossier(db, { id: 'd3', units: ['u2'], search: ' cong dan b ' });
  const officer = ['officer@u1'];
  await insertTask(db, { key: '11', dossierId: 'd1', groups: officer, dueAt: '2026-11-24T02:00:00Z' }); // an hour ago
  await insertTask(db, {
    key: '12',
    dossierId: 'd1',
    groups: ['officer@u1', 'desk@u1'],
    dueAt: '2026-11-24T10:00:00Z',
  }); // today, 17:00
  await insertTask(db, { key: '13', dossierId: 'd2', groups: officer, dueAt: '2026-11-24T17:00:00Z' }); // tomorrow, 00:00
  await insertTask(db, { key: '14', dossierId: 'd2', groups: officer, dueAt: null, createdAt: '2026-11-01T00:00:00Z' });
  await insertTask(db, {
    key: '15',
    dossierId: 'd2',
    groups: ['desk@u1'],
    assignee: 'two',
    dueAt: '2026-11-30T02:00:00Z',
  });
  await insertTask(db, { key: '21', dossierId: 'd3', groups: ['officer@u2'], dueAt: '2026-11-23T02:00:00Z' });
  await insertTask(db, { key: '31', dossierId: 'd1', groups: officer, state: 'completing' });
  await insertTask(db, { key: '32', dossierId: 'd1', groups: officer, assignee: 'two', state: 'completed' });
});
afterAll(async () => {
  await http.close();
  await database.drop();
});

describe('the list of tasks', () => {
  it.each([
    ['one', 'mine', []],
    ['two', 'mine', ['15']],
    ['one', 'unit', ['11', '12', '13', '14']],
    ['two', 'unit', ['11', '12', '13', '15', '14']],
    ['one', 'all', ['11', '12', '13', '15', '14']],
    ['other', 'all', ['21']],
    ['leader', 'unit', []],
    ['leader', 'all', ['21', '11', '12', '13', '15', '14']],
    ['city', 'all', ['21', '11', '12', '13', '15', '14']],
    ['citizen', 'all', []],
  ] as const)(
    'shows %s in queue %s the tasks of their rights, each once, most urgent first',
    async (who, queue, expected) => {
      expect(await keys(who, `?queue=${queue}`)).toEqual(expected);
    },
  );

  it('counts all tabs for the person', async () => {
    expect((await list('two')).counts).toEqual({ mine: 1, unit: 5, all: 5, dueToday: 1, overdue: 1 });
    expect((await list('city')).counts).toEqual({ mine: 0, unit: 0, all: 6, dueToday: 1, overdue: 2 });
    expect((await list('citizen')).counts).toEqual({ mine: 0, unit: 0, all: 0, dueToday: 0, overdue: 0 });
  });

  it.each([
    ['?queue=all&due=today', ['12']],
    ['?queue=all&due=overdue', ['11']],
    ['?queue=unit&sort=created', ['14', '11', '12', '13', '15']],
    ['?queue=all&procedureCode=2.000635', ['13', '15', '14']],
    ['?queue=all&q=H29-1', ['11', '12']],
    ['?queue=all&q=c%C3%B4ng+d%C3%A2n+Qu%E1%BA%BF', ['13', '15', '14']],
    ['?queue=all&q=CONG+DAN+QUE', ['13', '15', '14']],
    ['?queue=all&q=khai+sinh', ['11', '12']],
    ['?queue=all&q=trich+luc+h29', ['13', '15', '14']],
    ['?queue=all&q=cong+dan+xuyen', []],
    ['?queue=mine&q=cong&due=today', []],
    ['?queue=all&q=%25', ['11', '12', '13', '15', '14']],
    ['?queue=all&q=_29-1', ['11', '12']],
  ])('narrows to %s', async (query, expected) => {
    expect(await keys('two', query)).toEqual(expected);
  });

  it('walks all pages without a gap or a repeat, whatever order and size', async () => {
    for (const sort of ['due', 'created'])
      for (const limit of [1, 2, 4])
        for (const filter of ['', '&q=cong']) {
          const seen: string[] = [];
          let after = '';
          do {
            const page = await list('leader', `?queue=all&sort=${sort}&limit=${limit}${filter}${after}`);
            seen.push(...page.items.map(({ key }) => key));
            after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
          } while (after !== '');
          expect(seen).toEqual(await keys('leader', `?queue=all&sort=${sort}${filter}`));
          expect(seen).toHaveLength(6);
        }
  });

  it('names procedure, case, holder and clock of a row', async () => {
    const [item] = (await list('two')).items;
    expect(item).toMatchObject({
      key: '15',
      assigneeName: 'Cán bộ two',
      candidateGroups: ['desk@u1'],
      dossier: {
        id: 'd2',
        code: 'H29-2',
        procedureName: { vi: 'Khai sinh' },
        caseName: { vi: 'Thông thường' },
        status: 1,
        supplemented: false,
      },
      clock: { state: 'none' },
    });
  });
});

describe('a cursor', () => {
  it('is refused when it was changed or made elsewhere', async () => {
    const { next } = await list('one', '?queue=all&limit=1');
    const forged = createPageCursor('another secret').write({ order: 'infinity', key: '0' }, 'x');
    const changed = `${next?.startsWith('A') ? 'B' : 'A'}${next?.slice(1)}`;
    for (const after of [forged, changed, 'x', 'x.y', '.', `${next}x`])
      expect([after, (await get('one', `?queue=all&limit=1&after=${encodeURIComponent(after)}`)).status]).toEqual([
        after,
        400,
      ]);
  });

  it('is refused for another person, queue, filter or order', async () => {
    const { next } = await list('one', '?queue=all&limit=1');
    const after = encodeURIComponent(next ?? '');
    expect((await get('two', `?queue=all&limit=1&after=${after}`)).status).toBe(400);
    for (const query of ['queue=unit', 'queue=all&sort=created', 'queue=all&q=a', 'queue=all&due=today'])
      expect((await get('one', `?${query}&after=${after}`)).status).toBe(400);
    expect((await get('one', `?queue=all&limit=3&after=${after}`)).status).toBe(200);
  });
});

it.each(['?queue=theirs', '?limit=0', '?limit=101', '?sort=name', '?due=soon', '?x=1', `?q=${'a'.repeat(201)}`])(
  'refuses %s',
  async (query) => {
    expect((await get('one', query)).status).toBe(422);
  },
);

it('needs somebody signed in', async () => {
  expect((await http.send('GET', '/api/tasks')).status).toBe(401);
});
