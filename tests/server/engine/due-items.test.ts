import { dueSql, findDue } from '../../../server/engine/embedded/due-items.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const waits: readonly (readonly [key: string, kind: string, elementInstanceKey: string | null, dueAt: number])[] = [
  ['2251799813685300', 'timer', null, 100],
  ['2251799813685301', 'timer', '2251799813685290', 100],
  ['2251799813685302', 'timer', '2251799813685280', 100],
  ['2251799813685303', 'timer', '2251799813685280', 100],
  ['2251799813685285', 'job', '2251799813685310', 100],
  ['2251799813685304', 'timer', '2251799813685299', 90],
  ['2251799813685305', 'timer', '2251799813685200', 101],
];
const due = ['304', '302', '303', '285', '287', '301', '300'].map((end) => `2251799813685${end}`);

beforeAll(async () => {
  const { db } = database;
  await db('engine_wait').insert(
    waits.map(([key, kind, elementInstanceKey, dueAt]) => ({
      ...{ key, kind, root_key: null, process_definition_key: '1', bpmn_process_id: 'p', process_instance_key: null },
      ...{ element_instance_key: elementInstanceKey, element_id: 'e', name: '', due_at: dueAt },
    })),
  );
  await db('engine_message').insert({
    ...{ key: '2251799813685287', name: 'm', correlation_key: 'c', message_id: '', variables: '{}' },
    ...{ expires_at: 100, correlated_to: [] },
  });
});

it('finds what is due together in the order of the elements that wait, start events last', async () => {
  const found = await findDue(database.db, 100, []);
  expect(found.map(({ key }) => key)).toEqual(due);
});

it('leaves out what has just failed', async () => {
  const found = await findDue(database.db, 100, [due[0] ?? '', due[4] ?? '']);
  expect(found.map(({ key }) => key)).toEqual(due.filter((_, index) => index !== 0 && index !== 4));
});

it('reads in the order of the index, so that many timers due together are not sorted for each batch', async () => {
  const plan = await database.db.transaction(async (tx) => {
    for (const way of ['seqscan', 'bitmapscan', 'sort']) await tx.raw(`set local enable_${way} = off`);
    const { rows } = await tx.raw<{ rows: { 'QUERY PLAN': string }[] }>(`explain ${dueSql}`, {
      ...{ now: 100, batch: 50 },
      except: [],
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(/Limit[^\n]*\n\s*-> {2}Index Scan using engine_wait_due/);
});
