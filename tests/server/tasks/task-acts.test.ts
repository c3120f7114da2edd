import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { serve, type Answer, type HttpClient } from '../../helpers/http.ts';
import { insertDossier, insertTask, type TaskFixture } from './fixtures.ts';
import { createWorld, type Who, type World } from './world.ts';

let database: TestDatabase;
let world: World;
let http: HttpClient;
let number = 100;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await createWorld(database.db);
  http = await serve(world.app);
  await insertDossier(database.db, {
    id: 'd1',
    units: ['u1'],
    code: 'H29-1',
    data: {
      childName: 'Trẻ A',
      copies: 2,
      motherIncome: 5_000_000,
      proof: [{ documentId: 'old', name: 'a.pdf', size: 1 }],
    },
  });
});
afterAll(async () => {
  await http.close();
  await database.drop();
});

const newTask = async (more: Partial<TaskFixture> = {}): Promise<string> => {
  const key = String((number += 1));
  await insertTask(database.db, {
    key,
    dossierId: 'd1',
    groups: ['officer@u1'],
    formId: 'check',
    outcomes: 'approve:Trình ký;return:Trả lại',
    ...more,
  });
  await database.db('fakeEngineTask').insert({ key, assignee: more.assignee ?? null, done: false });
  return key;
};
const see = (who: Who, key: string): Promise<Answer> =>
  http.send('GET', `/api/tasks/${key}`, undefined, { 'X-Test-Person': who });
const etagOf = async (who: Who, key: string): Promise<string> => (await see(who, key)).headers.get('etag') ?? '';
const act = (who: Who, key: string, name: string, etag: string | undefined, body?: unknown): Promise<Answer> =>
  http.send('POST', `/api/tasks/${key}/${name}`, body, {
    'X-Test-Person': who,
    ...(etag === undefined ? {} : { 'If-Match': etag }),
  });
const actNow = async (who: Who, key: string, name: string, body?: unknown): Promise<Answer> =>
  act(who, key, name, await etagOf(who, key), body);
const engineTask = (key: string) =>
  database.db('fakeEngineTask').where({ key }).first<{ assignee: string | null; done: boolean }>();
const good = { data: { outcome: 'approve', copies: 3 } };

describe('a task', () => {
  it('comes with its form, the decisions, and of the dossier only what the form shows', async () => {
    const answer = await see('one', await newTask());
    expect(answer.body).toMatchObject({
      form: { components: [{ id: 'Name' }, {}, {}, {}, {}] },
      data: { childName: 'Trẻ A', copies: 2 },
      outcomes: [
        { id: 'approve', label: 'Trình ký' },
        { id: 'return', label: 'Trả lại' },
      ],
      step: { kind: 'appraise' },
      mayClaim: true,
      mayComplete: true,
    });
    expect(answer.text).not.toContain('motherIncome');
  });

  it.each([
    ['other', 403],
    ['citizen', 404],
  ] as const)('of another unit tells %s nothing', async (who, status) => {
    const key = await newTask();
    for (const answer of [
      await see(who, key),
      await act(who, key, 'claim', '"0-open"'),
      await act(who, key, 'complete', '"0-open"', good),
    ]) {
      expect(answer.status).toBe(status);
      expect(answer.text).not.toMatch(/Trẻ|H29|Công dân|childName/);
    }
    expect(await engineTask(key)).toMatchObject({ assignee: null, done: false });
  });

  it.each(['999999', 'abc', '1%27--', '99999999999999999999'])('that does not exist is not found: %s', async (key) => {
    expect((await see('one', key)).status).toBe(404);
    expect((await act('one', key, 'claim', '"0-open"')).status).toBe(404);
  });

  it('is seen by leaders of the units above, who may not do it', async () => {
    expect((await see('leader', await newTask())).body).toMatchObject({ mayClaim: false, mayComplete: false });
  });
});

describe('handing out', () => {
  const candidates = (who: Who, key: string): Promise<Answer> =>
    http.send('GET', `/api/tasks/${key}/candidates`, undefined, { 'X-Test-Person': who });

  it('offers the officers of the groups, with what each of them holds', async () => {
    const key = await newTask();
    const before = new Map(
      ((await candidates('leader', key)).body['items'] as unknown as { id: string; openTasks: number }[]).map((one) => [
        one.id,
        one.openTasks,
      ]),
    );
    await newTask({ assignee: 'one' });
    const { status, body } = await candidates('leader', key);
    expect(status).toBe(200);
    expect(body['items']).toEqual([
      { id: 'one', displayName: 'Cán bộ one', openTasks: (before.get('one') ?? 0) + 1 },
      { id: 'two', displayName: 'Cán bộ two', openTasks: before.get('two') ?? 0 },
    ]);
    expect((await see('leader', key)).body).toMatchObject({ mayAssign: true });
  });

  it.each([
    ['one', 403],
    ['elsewhere', 403],
    ['other', 403],
    ['citizen', 404],
  ] as const)('is no matter of %s', async (who, status) => {
    const key = await newTask();
    const answer = await candidates(who, key);
    expect([answer.status, answer.text.includes('openTasks')]).toEqual([status, false]);
  });
});

describe('claiming', () => {
  it('gives the task to the person, in the engine and on the screen', async () => {
    const key = await newTask();
    expect((await actNow('one', key, 'claim')).status).toBe(202);
    expect(await engineTask(key)).toMatchObject({ assignee: 'one' });
    expect((await see('one', key)).body).toMatchObject({ assignee: 'one', mayClaim: false, mayComplete: true });
    expect((await see('two', key)).body).toMatchObject({ assignee: 'one', mayClaim: false, mayComplete: false });
  });

  it('by two at once is won by one; the other reads who and when', async () => {
    const key = await newTask();
    const etag = await etagOf('one', key);
    const answers = await Promise.all([act('one', key, 'claim', etag), act('two', key, 'claim', etag)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 412]);
    const lost = answers.find(({ status }) => status === 412);
    const winner = (await engineTask(key)).assignee;
    expect(lost?.body).toMatchObject({
      changedBy: `Cán bộ ${winner}`,
      changedAt: '2026-11-24T03:00:00.000Z',
      change: 'claim',
    });
    expect(lost?.body['detail']).toContain('10:00 ngày 24/11/2026');
  });

  it('what somebody holds is a conflict, with who and when', async () => {
    const key = await newTask();
    await actNow('one', key, 'claim');
    const answer = await actNow('two', key, 'claim');
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ changedBy: 'Cán bộ one', change: 'claim' }),
    ]);
  });

  it('answers with the version to go on with', async () => {
    const key = await newTask();
    const { headers, body } = await actNow('one', key, 'claim');
    expect(headers.get('etag')).toBe(await etagOf('one', key));
    expect(body['etag']).toBe(headers.get('etag'));
  });

  it('leaves the version that was seen before it good for the same person, and no other tag', async () => {
    const key = await newTask();
    const before = await etagOf('one', key);
    await act('one', key, 'claim', before);
    expect((await act('one', key, 'complete', '"nonsense"', good)).status).toBe(412);
    expect((await act('one', key, 'complete', '"999999999-open"', good)).status).toBe(412);
    expect((await act('one', key, 'complete', before, good)).status).toBe(202);
  });

  it('again by the holder changes nothing', async () => {
    const key = await newTask();
    await actNow('one', key, 'claim');
    expect((await actNow('one', key, 'claim')).status).toBe(202);
  });

  it('a task that the engine has ended is a conflict', async () => {
    const key = await newTask();
    await database.db('fakeEngineTask').where({ key }).update({ done: true });
    expect((await actNow('one', key, 'claim')).status).toBe(409);
    expect((await see('one', key)).body).toMatchObject({ assignee: null });
  });

  it('needs the candidate group', async () => {
    expect((await actNow('one', await newTask({ groups: ['desk@u1'] }), 'claim')).status).toBe(403);
  });

  it.each(['claim', 'release', 'complete', 'assign'])('needs the version that was seen: %s', async (name) => {
    const key = await newTask();
    const body = name === 'complete' ? good : name === 'assign' ? { personId: 'two' } : undefined;
    expect((await act('two', key, name, undefined, body)).status).toBe(428);
    expect((await act('two', key, name, '"7-open"', body)).status).toBe(412);
  });
});

describe('releasing and assigning', () => {
  it('puts the task back for everybody in the group', async () => {
    const key = await newTask();
    await actNow('one', key, 'claim');
    expect((await actNow('two', key, 'release')).status).toBe(403);
    expect((await actNow('one', key, 'release')).status).toBe(202);
    expect((await see('two', key)).body).toMatchObject({ assignee: null, mayClaim: true });
  });

  it('is closed to the leader of another unit, though a desk here lets that person see it', async () => {
    const key = await newTask();
    await actNow('one', key, 'claim');
    expect((await see('elsewhere', key)).status).toBe(200);
    for (const name of ['release', 'assign'])
      expect((await actNow('elsewhere', key, name, { personId: 'two' })).status).toBe(403);
    expect(await engineTask(key)).toMatchObject({ assignee: 'one' });
  });

  it('is open to the leader of the unit', async () => {
    const key = await newTask();
    await actNow('one', key, 'claim');
    expect((await actNow('leader', key, 'release')).status).toBe(202);
    expect((await actNow('leader', key, 'assign', { personId: 'two' })).status).toBe(202);
    expect(await engineTask(key)).toMatchObject({ assignee: 'two' });
  });

  it('to somebody outside the groups is refused', async () => {
    const key = await newTask();
    for (const personId of ['other', 'nobody', 'citizen'])
      expect((await actNow('leader', key, 'assign', { personId })).status).toBe(422);
    expect((await actNow('one', key, 'assign', { personId: 'one' })).status).toBe(403);
  });

  it('takes the task from one who still has the old page open', async () => {
    const key = await newTask();
    await actNow('one', key, 'claim');
    const old = await etagOf('one', key);
    await actNow('leader', key, 'assign', { personId: 'two' });
    const answer = await act('one', key, 'complete', old, good);
    expect([answer.status, answer.body]).toEqual([
      412,
      expect.objectContaining({ changedBy: 'Cán bộ leader', change: 'assign' }),
    ]);
    expect((await actNow('one', key, 'complete', good)).status).toBe(409);
    expect(await engineTask(key)).toMatchObject({ done: false });
  });
});

describe('completing', () => {
  it('ends the task, keeps the answers, tells the process only what it may see, and writes it down', async () => {
    const key = await newTask();
    const answer = await actNow('one', key, 'complete', { data: { outcome: 'approve', copies: 4, note: ' đủ ' } });
    expect(answer.status).toBe(202);
    expect(world.engine.sent.slice(-2)).toEqual([
      expect.objectContaining({ type: 'assignUserTask', assignee: 'one', allowOverride: false }),
      { type: 'completeUserTask', userTaskKey: key, variables: { copies: 4, outcome: 'approve' }, jobBased: false },
    ]);
    const { data } = await database.db('dossier').where({ id: 'd1' }).first<{ data: unknown }>();
    expect(data).toMatchObject({ copies: 4, note: 'đủ', childName: 'Trẻ A' });
    const event = await database
      .db('dossierEvent')
      .where({ dossierId: 'd1' })
      .orderBy('id', 'desc')
      .first<Record<string, unknown>>();
    expect(event).toMatchObject({ kind: 'step', actorId: 'one', detail: 'Trình ký', public: false });
  });

  it('hides the task from lists at once, before the projection has followed', async () => {
    const key = await newTask();
    await actNow('one', key, 'complete', good);
    const list = await http.send('GET', '/api/tasks?queue=all&limit=100', undefined, { 'X-Test-Person': 'one' });
    expect((list.body as unknown as { items: { key: string }[] }).items.map((item) => item.key)).not.toContain(key);
    expect((await see('one', key)).body).toMatchObject({ state: 'completing', mayComplete: false });
  });

  it('twice at once happens once', async () => {
    const key = await newTask();
    const etag = await etagOf('one', key);
    const before = world.engine.sent.length;
    const answers = await Promise.all(Array.from({ length: 4 }, () => act('one', key, 'complete', etag, good)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => [409, 412].includes(status))).toHaveLength(3);
    expect(world.engine.sent.slice(before).filter(({ type }) => type === 'completeUserTask')).toHaveLength(1);
    const again = await actNow('one', key, 'complete', good);
    expect([again.status, again.body]).toEqual([
      409,
      expect.objectContaining({ changedBy: 'Cán bộ one', change: 'complete' }),
    ]);
  });

  it.each([
    ['no decision', { copies: 1 }, ['/data/outcome']],
    ['a decision that the step does not have', { outcome: 'burn', copies: 1 }, ['/data/outcome']],
    ['a number below its limit', { outcome: 'approve', copies: 0 }, ['/data/copies']],
    ['a missing reason for sending back', { outcome: 'return', copies: 1 }, ['/data/why']],
    ['a reason where none is asked for', { outcome: 'approve', copies: 1, why: 'x' }, ['/data/why']],
    ['a change of a disabled field', { outcome: 'approve', copies: 1, childName: 'Trẻ B' }, ['/data/childName']],
    ['a field that the form does not have', { outcome: 'approve', copies: 1, approved: true }, ['/data/approved']],
    [
      'a document that does not exist',
      { outcome: 'approve', copies: 1, proof: [{ documentId: 'x' }] },
      ['/data/proof'],
    ],
  ])('with %s is refused whole', async (_what, data, pointers) => {
    const key = await newTask();
    const stored = await database.db('dossier').where({ id: 'd1' }).first<{ data: unknown; revision: number }>();
    const answer = await actNow('one', key, 'complete', { data });
    expect(answer.status).toBe(422);
    expect((answer.body['errors'] as unknown as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(pointers);
    expect(await engineTask(key)).toMatchObject({ assignee: null, done: false });
    expect(await database.db('dossier').where({ id: 'd1' }).first<unknown>()).toMatchObject(stored);
    expect((await see('one', key)).body).toMatchObject({ state: 'open', assignee: null });
  });

  it('keeps references that the dossier had, and takes over new uploads for the office', async () => {
    const row = {
      componentId: null,
      name: 'b.pdf',
      mime: 'application/pdf',
      size: 1,
      sha256: 'x',
      createdAt: new Date(),
    };
    await database.db('document').insert([
      { ...row, id: 'mine', uploadedBy: 'one', storageKey: 'k1' },
      { ...row, id: 'theirs', uploadedBy: 'two', storageKey: 'k2' },
    ]);
    const proof = (...ids: string[]) => ({
      data: { outcome: 'approve', copies: 1, proof: ids.map((documentId) => ({ documentId })) },
    });
    expect((await actNow('one', await newTask(), 'complete', proof('old', 'theirs'))).status).toBe(422);
    expect((await actNow('one', await newTask(), 'complete', proof('old', 'mine'))).status).toBe(202);
    expect(await database.db('document').where({ id: 'mine' }).first<unknown>()).toMatchObject({
      dossierId: 'd1',
      forApplicant: false,
    });
  });

  it.each([[{}], [{ data: [] }], [{ data: {}, extra: 1 }], ['{']])('refuses a body like %j', async (body) => {
    const key = await newTask();
    const headers = { 'X-Test-Person': 'one', 'If-Match': '"0-open"', 'content-type': 'application/json' };
    const answer = await http.send('POST', `/api/tasks/${key}/complete`, body, headers);
    expect([400, 422]).toContain(answer.status);
    expect(await engineTask(key)).toMatchObject({ done: false });
  });

  it('without form and decisions takes no data at all', async () => {
    const key = await newTask({ formId: null, outcomes: null });
    expect((await actNow('one', key, 'complete', { data: { outcome: 'x' } })).status).toBe(422);
    expect((await actNow('one', key, 'complete', { data: {} })).status).toBe(202);
  });
});

describe('a task that the engine knows as a job', () => {
  const commandsOf = (key: string) =>
    world.engine.sent.filter((command) => 'userTaskKey' in command && command.userTaskKey === key);
  const mine = async (who: Who): Promise<string[]> => {
    const answer = await http.send('GET', '/api/tasks?queue=mine&limit=100', undefined, { 'X-Test-Person': who });
    return (answer.body as unknown as { items: { key: string }[] }).items.map(({ key }) => key);
  };

  it('is claimed, handed over and given back without the engine, and stands among the work of its holder', async () => {
    const key = await newTask({ native: false });
    expect((await actNow('one', key, 'claim')).status).toBe(202);
    expect(await mine('one')).toContain(key);
    expect((await actNow('two', key, 'claim')).status).toBe(409);
    expect((await actNow('leader', key, 'assign', { personId: 'two' })).status).toBe(202);
    expect([await mine('one'), await mine('two')].map((keys) => keys.includes(key))).toEqual([false, true]);
    expect((await actNow('two', key, 'release')).status).toBe(202);
    expect(await mine('two')).not.toContain(key);
    expect(commandsOf(key)).toEqual([]);
  });

  it('is completed as a job, and claimed before that when nobody holds it', async () => {
    const key = await newTask({ native: false });
    expect((await actNow('one', key, 'complete', good)).status).toBe(202);
    expect(commandsOf(key)).toMatchObject([{ type: 'completeUserTask', jobBased: true }]);
    expect(await engineTask(key)).toMatchObject({ done: true });
  });

  it('a native one is assigned and completed as such', async () => {
    const key = await newTask();
    expect((await actNow('one', key, 'complete', good)).status).toBe(202);
    expect(commandsOf(key)).toMatchObject([
      { type: 'assignUserTask', assignee: 'one', action: 'claim' },
      { type: 'completeUserTask', jobBased: false },
    ]);
  });
});
