import pg from 'pg';
import type { Knex } from 'knex';
import type { ServerEvent } from '../../../core/contracts/event.ts';
import { createTaskStore } from '../../../server/features/tasks/task-store.ts';
import { EVENTS_CHANNEL } from '../../../server/projection/projector.ts';
import { insertTask } from '../tasks/fixtures.ts';
import type { Refusal } from '../../../server/engine/zeebe/outbox/outbox-row.ts';
import { createDeskWorld, DOSSIER, NOT_FOUND, NOW, type DeskWorld } from './world.ts';

const TASK = '77';
const GROUPS = ['officer@u1', 'officer@u1', 'clerk@u1'];
const claim = { type: 'assignUserTask', userTaskKey: TASK, assignee: 'officer', allowOverride: false } as const;
const release = { ...claim, assignee: '', allowOverride: true } as const;
const INVALID: Refusal = { type: 'INVALID_STATE', message: 'Expected another state', problems: [] };
const complete = { type: 'completeUserTask', userTaskKey: TASK, variables: {} } as const;

let world: DeskWorld;
let db: Knex;
let listener: pg.Client;
let told: ServerEvent[];

beforeAll(async () => {
  world = await createDeskWorld();
  ({ db } = world);
  const { connection } = (db.client as { config: { connection: { connectionString: string } } }).config;
  listener = new pg.Client({ connectionString: connection.connectionString });
  await listener.connect();
  listener.on('notification', ({ payload = '' }) => told.push(JSON.parse(payload) as ServerEvent));
  await listener.query(`listen ${EVENTS_CHANNEL}`);
});
afterAll(async () => {
  await listener.end();
  await world.close();
});
beforeEach(async () => {
  await world.clear();
  told = [];
});

const act = (kind: 'claim' | 'release' | 'assign' | 'complete', assignee: string | null, actorId = 'officer') =>
  db('taskAction').insert({ ...{ taskKey: TASK, at: new Date(NOW), kind, actorId, actorName: actorId, assignee } });
const holder = async (): Promise<unknown> =>
  (await db('taskAction').where({ taskKey: TASK }).orderBy('id', 'desc').first<{ assignee: unknown }>()).assignee;
const stateOf = async (): Promise<unknown> =>
  (await db('userTask').where({ key: TASK }).first<{ state: string }>()).state;
const queue = () =>
  db('taskQueue')
    .where({ taskKey: TASK })
    .orderBy('groupId')
    .select<object[]>('groupId', 'unitCode', 'dossierId', 'assignee');
const noticesOf = (): Promise<string[]> => db('notification').orderBy('personId').pluck<string[]>('person_id');
type LogRow = { readonly kind: string; readonly title: unknown; readonly public: boolean };
const logTitles = async (): Promise<unknown[]> =>
  (await db('dossierEvent').orderBy('id').select<LogRow[]>('kind', 'title', 'public')).map(
    ({ title, public: isPublic, kind }) => [kind, title, isPublic],
  );
const bodyOf = async (): Promise<unknown> => (await db('notification').first<{ body: unknown }>()).body;
const nothingToRepeat = { en: expect.stringContaining('nothing to do again') as string };
const completing = async (assignee: string | null = 'officer'): Promise<void> => {
  await insertTask(db, {
    key: TASK,
    dossierId: DOSSIER,
    groups: GROUPS.slice(1),
    assignee,
    dueAt: '2026-11-25T03:00:00Z',
  });
  await db.transaction((tx) => createTaskStore().markCompleting(tx, TASK));
};
/** Notifications of one commit arrive together, so the next query of the same connection finds them all. */
const events = async (): Promise<ServerEvent[]> => {
  await listener.query('select 1');
  return told;
};

describe('a completion that the brokers refuse', () => {
  it('is undone: the task is to be done again, in every list in which it stood', async () => {
    await completing();
    await act('complete', 'officer');
    expect(await queue()).toEqual([]);
    await world.refuse(await world.writeDown(complete), INVALID);
    expect(await stateOf()).toBe('open');
    expect(await queue()).toEqual(
      ['clerk@u1', 'officer@u1'].map((groupId) => ({
        groupId,
        unitCode: 'u1',
        dossierId: DOSSIER,
        assignee: 'officer',
      })),
    );
    expect(await holder()).toBe('officer');
    const row: unknown = await db('engineOutbox').first();
    expect(row).toMatchObject({ state: 'refused', refusal: { type: 'INVALID_STATE' }, dismissedAt: null });
  });

  it('is told to who did it and kept in the log, in both languages, and not to the applicant', async () => {
    await completing();
    await act('complete', 'officer');
    await world.refuse(await world.writeDown(complete), INVALID);
    expect(await noticesOf()).toEqual(['officer']);
    expect(await bodyOf()).toMatchObject({
      vi: expect.stringContaining('làm lại') as string,
      en: expect.stringContaining('do it again') as string,
    });
    expect(await logTitles()).toEqual([
      [
        'refusedBySystem',
        {
          vi: 'Hệ thống không thực hiện được: hoàn thành việc “Việc 77”',
          en: 'The system could not carry out: completing the task “Việc 77”',
        },
        false,
      ],
    ]);
    expect(await events()).toEqual([
      { type: 'tasks', groups: ['officer@u1', 'clerk@u1'], assignees: ['officer'], taskKeys: [TASK] },
      { type: 'notification', userId: 'officer' },
      { type: 'dossier', dossierId: DOSSIER, code: 'H29-1' },
    ]);
  });

  it('leaves the task with who claimed it a moment before, though no list shows that yet', async () => {
    await completing(null);
    await act('claim', 'officer');
    await act('complete', 'officer');
    await world.done(await world.writeDown(claim));
    await world.refuse(await world.writeDown(complete), INVALID);
    expect(await holder()).toBe('officer');
  });

  it('leaves the task with who got it in another way since', async () => {
    await completing();
    await act('complete', 'officer');
    await world.done(await world.writeDown(claim), NOW - 60_000);
    await db('userTask')
      .where({ key: TASK })
      .update({ assignee: 'administrator', assignedAt: new Date(NOW - 1_000) });
    await world.refuse(await world.writeDown(complete), INVALID);
    expect(await holder()).toBe('administrator');
  });

  it('opens no task that has ended', async () => {
    await completing();
    await act('complete', 'officer');
    await db('userTask')
      .where({ key: TASK })
      .update({ state: 'canceled', endedAt: new Date(NOW) });
    await world.refuse(await world.writeDown(complete), INVALID);
    expect([await stateOf(), await queue(), await noticesOf()]).toEqual(['canceled', [], ['officer']]);
    expect(await bodyOf()).toMatchObject(nothingToRepeat);
  });

  it('opens no task that the brokers do not know any more, though no record has told it yet', async () => {
    await completing();
    await act('complete', 'officer');
    await world.refuse(await world.writeDown(complete), NOT_FOUND);
    expect([await stateOf(), await queue(), await noticesOf()]).toEqual(['completing', [], ['officer']]);
    expect(await bodyOf()).toMatchObject(nothingToRepeat);
    expect(await logTitles()).toHaveLength(1);
    expect(await db('taskAction')).toHaveLength(1);
  });
});

describe('a change of hands that the brokers refuse', () => {
  beforeEach(() => insertTask(db, { key: TASK, dossierId: DOSSIER, groups: GROUPS.slice(1) }));

  it('is undone: nobody holds what could not be claimed, and who tried is told', async () => {
    await act('claim', 'officer');
    await world.refuse(await world.writeDown(claim), INVALID);
    const rows = await db('taskAction').orderBy('id');
    expect(rows.at(-1)).toMatchObject({ kind: 'release', actorId: 'system', assignee: null });
    expect([await noticesOf(), await logTitles()]).toEqual([['officer'], []]);
  });

  it('is undone: who could not give a task back holds it still', async () => {
    await db('userTask')
      .where({ key: TASK })
      .update({ assignee: 'officer', assignedAt: new Date(NOW - 5_000) });
    await act('release', null);
    await world.refuse(await world.writeDown(release), INVALID);
    expect(await holder()).toBe('officer');
    expect((await db('taskAction').orderBy('id')).at(-1)).toMatchObject({ kind: 'assign' });
  });

  it('says so when the task is gone at the brokers', async () => {
    await act('claim', 'officer');
    await world.refuse(await world.writeDown(claim), NOT_FOUND);
    expect(await bodyOf()).toMatchObject(nothingToRepeat);
    expect(await db('taskAction')).toHaveLength(1);
  });

  it('is left alone while a later act on the task is on its way', async () => {
    await act('claim', 'officer');
    await act('complete', 'officer');
    const first = await world.writeDown(claim);
    await world.writeDown(complete);
    await world.refuse(first, INVALID);
    expect([await holder(), await noticesOf()]).toEqual(['officer', []]);
    expect(await db('taskAction')).toHaveLength(2);
  });
});

describe('what speaks to the process and is refused', () => {
  it.each([
    ['the start', { type: 'createInstance', processDefinitionKey: '1', variables: {} }, 'bắt đầu quy trình của hồ sơ'],
    [
      'a message',
      { type: 'publishMessage', name: 'supplement', correlationKey: DOSSIER, timeToLiveMs: 1, variables: {} },
      'chuyển nội dung đã gửi vào quy trình',
    ],
    ['an end', { type: 'cancelInstance', processInstanceKey: '1' }, 'kết thúc quy trình'],
  ] as const)('%s is told to the administrators of today and kept in the log', async (_name, command, words) => {
    await world.refuse(await world.writeDown(command));
    expect(await noticesOf()).toEqual(['administrator', 'administrator-2']);
    expect(await logTitles()).toEqual([
      ['refusedBySystem', expect.objectContaining({ vi: `Hệ thống không thực hiện được: ${words}` }), false],
    ]);
    expect(await events()).toContainEqual({ type: 'dossier', dossierId: DOSSIER, code: 'H29-1' });
  });

  it('the answer of a job is kept in the log and calls nobody', async () => {
    await world.refuse(await world.writeDown({ type: 'completeJob', jobKey: '5', variables: {} }));
    expect([await noticesOf(), (await logTitles()).length]).toEqual([[], 1]);
  });

  it('what belongs to no dossier is kept for the administrators’ list', async () => {
    await world.refuse(
      await world.writeDown({ type: 'broadcastSignal', name: 's', variables: {} }, { dossierId: null }),
    );
    expect(await db('engineOutbox')).toEqual([expect.objectContaining({ state: 'refused' })]);
    expect([await noticesOf(), await logTitles(), await events()]).toEqual([[], [], []]);
  });
});
