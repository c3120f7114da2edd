import type { Knex } from 'knex';
import { findSystemWait } from '../../../server/features/engine/system-wait-view.ts';
import { insertTask } from '../tasks/fixtures.ts';
import { createDeskWorld, DOSSIER, NOW, type DeskWorld } from './world.ts';

const message = { type: 'publishMessage', name: 'm', correlationKey: DOSSIER, timeToLiveMs: 1, variables: {} } as const;
const complete = { type: 'completeUserTask', userTaskKey: '77', variables: {} } as const;
const at = (ms: number): string => new Date(NOW + ms).toISOString();

let world: DeskWorld;
let db: Knex;
beforeAll(async () => {
  world = await createDeskWorld();
  ({ db } = world);
});
afterAll(() => world.close());
beforeEach(() => world.clear());

const wait = (now = NOW) => findSystemWait(db, DOSSIER, now);

describe('what waits for the process system', () => {
  it('is not told before two seconds have passed', async () => {
    await world.writeDown(message);
    expect([await wait(NOW), await wait(NOW + 1_999), await wait(NOW + 2_000)]).toEqual([
      null,
      null,
      { since: at(0), refused: false },
    ]);
  });

  it('is told with its oldest act, and not any more once it is carried out', async () => {
    const first = await world.writeDown(message, { at: NOW - 9_000 });
    await world.writeDown(message, { at: NOW - 3_000 });
    expect(await wait()).toEqual({ since: at(-9_000), refused: false });
    await world.done(first);
    expect(await wait()).toEqual({ since: at(-3_000), refused: false });
  });

  it('of one dossier is not told of another', async () => {
    await world.writeDown(message, { at: NOW - 9_000 });
    expect(await findSystemWait(db, 'd-2', NOW)).toBeNull();
  });
});

describe('what the process system refused', () => {
  it('is told before what waits, since it does not go on by itself, until somebody has dealt with it', async () => {
    const refused = await world.writeDown(message, { at: NOW - 5_000 });
    await world.writeDown(message, { at: NOW - 9_000 });
    await world.refuse(refused);
    expect(await wait()).toEqual({ since: at(-5_000), refused: true });
    await world.send('administrator', 'POST', `/api/engine/refused/${refused.id}/dismiss`);
    expect(await wait()).toEqual({ since: at(-9_000), refused: false });
  });

  it('waits again when it is sent again', async () => {
    const refused = await world.writeDown(message, { at: NOW - 5_000 });
    await world.refuse(refused);
    await world.send('administrator', 'POST', `/api/engine/refused/${refused.id}/retry`);
    expect([await wait(), await wait(NOW + 2_000)]).toEqual([null, { since: at(0), refused: false }]);
  });

  it.each([
    ['open', { since: at(0), refused: true }],
    ['completing', { since: at(0), refused: true }],
    ['completed', null],
    ['canceled', null],
  ] as const)('about a task that is %s now reads %j', async (state, expected) => {
    await insertTask(db, { key: '77', dossierId: DOSSIER, groups: ['officer@u1'] });
    await world.refuse(await world.writeDown(complete));
    await db('userTask').update({ state });
    expect(await wait()).toEqual(expected);
  });

  it('about a task is forgotten when somebody completes that once more', async () => {
    await insertTask(db, { key: '77', dossierId: DOSSIER, groups: ['officer@u1'], state: 'completing' });
    await world.refuse(await world.writeDown(complete));
    await world.writeDown(complete);
    expect(await wait()).toBeNull();
  });

  it('about who holds a task is put right at once and alarms nobody', async () => {
    await insertTask(db, { key: '77', dossierId: DOSSIER, groups: ['officer@u1'] });
    const claim = { type: 'assignUserTask', userTaskKey: '77', assignee: 'officer', allowOverride: false } as const;
    await world.refuse(await world.writeDown(claim));
    expect(await wait()).toBeNull();
  });

  const instance = (state: string) =>
    db('processInstance').insert({
      ...{ key: '1', bpmnProcessId: 'p', version: 1, processDefinitionKey: '1', state, rootProcessInstanceKey: '1' },
      ...{ dossierId: DOSSIER, startedAt: new Date(NOW) },
    });
  it.each([
    ['a start', { type: 'createInstance', processDefinitionKey: '1', variables: {} }, () => instance('active')],
    [
      'an end',
      { type: 'cancelInstance', processInstanceKey: '1' },
      () => db('processInstance').update({ state: 'completed' }),
    ],
    [
      'the answer of a job',
      { type: 'completeJob', jobKey: '5', variables: {} },
      () => db('job').update({ state: 'canceled' }),
    ],
    [
      'another try of a step',
      { type: 'resolveIncident', incidentKey: '6' },
      () => db('incident').update({ state: 'resolved' }),
    ],
  ] as const)('of %s is forgotten when it has come about in another way', async (name, command, comeAbout) => {
    const place = {
      processInstanceKey: '1',
      processDefinitionKey: '1',
      bpmnProcessId: 'p',
      elementInstanceKey: '2',
      elementId: 'e',
    };
    if (name !== 'a start') await instance('active');
    await db('job').insert({ ...place, key: '5', type: 'x', state: 'open', retries: 1, createdAt: new Date(NOW) });
    await db('incident').insert({
      ...{ ...place, key: '6', state: 'open', errorType: 'JOB_NO_RETRIES', errorMessage: '', createdAt: new Date(NOW) },
    });
    await world.refuse(await world.writeDown(command));
    expect(await wait()).toEqual({ since: at(0), refused: true });
    await comeAbout();
    expect(await wait()).toBeNull();
  });
});
