import type { DossierRules } from '../../../server/projection/context.ts';
import { appraised, definition, HOUR, recordsOf, T0 } from './dossier-records.ts';
import { numbered } from './read-fixture.ts';
import { reduceAll, rowsOf } from './reduce-all.ts';

/** The clock runs around it; each hour of pause moves the date by an hour. */
const rules: DossierRules = {
  clockOfStatus: (status) => ([3, 7, 8, 9, 10].includes(status) ? 'STOPPED' : 'RUNNING'),
  recomputeDue: ({ promisedAt }, pauses) =>
    promisedAt + pauses.reduce((sum, pause) => sum + pause.endedAt - pause.startedAt, 0),
};
const made = recordsOf('200');
const reduce = (...records: Parameters<typeof numbered>[0]) =>
  reduceAll(numbered([definition, ...appraised('200', 'D1'), ...records]), { rules });
const progressOf = (draft: Awaited<ReturnType<typeof reduce>>) => draft.dossierProgress.find('D1');
const at = (hours: number) => new Date(T0 + hours * HOUR);

it('acceptance starts the clock and the open task shows the promised date', async () => {
  const draft = await reduce();
  expect(progressOf(draft)).toMatchObject({
    status: 4,
    clock: 'RUNNING',
    code: 'H29.101.2-260302-0001',
    acceptedAt: at(1),
    promisedAt: at(80),
    dueAt: at(80),
    limitMinutes: 4800,
    publicStep: 'Hồ sơ đang được thẩm định',
    rootProcessInstanceKey: '200',
    settledAt: null,
  });
  expect(rowsOf(draft.userTask)).toEqual([
    expect.objectContaining({
      state: 'open',
      name: 'Thẩm định',
      dossierId: 'D1',
      dueAt: at(80),
      normMinutes: 720,
      stepKind: 'appraise',
      formId: 'appraise',
      stepOutcomes: 'approve:Trình ký;return:Trả lại',
      revision: 1,
    }),
  ]);
});

it('acceptance told again, without a limit, keeps the limit', async () => {
  const again = {
    dossierCode: 'H29.101.2-260302-0001',
    acceptedAt: at(1).toISOString(),
    promisedAt: at(80).toISOString(),
    limitMinutes: null,
  };
  const draft = await reduce(made.accepted('2006', again, T0 + 5 * HOUR));
  expect(progressOf(draft)).toMatchObject({ limitMinutes: 4800, acceptedAt: at(1), dueAt: at(80) });
});

it('a pause takes the due date away, also from open tasks, and its end moves it', async () => {
  const wait = made.element('2005', 'wait', 'INTERMEDIATE_CATCH_EVENT', 'ACTIVATED', T0 + 10 * HOUR);
  const paused = await reduce(wait);
  expect(progressOf(paused)).toMatchObject({
    status: 5,
    substatus: 'askedToApplicant',
    clock: 'PAUSED',
    dueAt: null,
    pausedSince: at(10),
    pauseReason: 'SUPPLEMENT',
    currentDueAt: at(80),
  });
  expect(rowsOf(paused.userTask)[0]).toMatchObject({ dueAt: null, revision: 1 });
  const resumed = await reduce(
    wait,
    made.element('2005', 'wait', 'INTERMEDIATE_CATCH_EVENT', 'COMPLETED', T0 + 34 * HOUR),
  );
  expect(progressOf(resumed)).toMatchObject({
    clock: 'RUNNING',
    dueAt: at(104),
    pausedSince: null,
    pauseReason: null,
    promisedAt: at(80),
  });
  expect(rowsOf(resumed.userTask)[0]?.dueAt).toEqual(at(104));
  expect(rowsOf(resumed.dossierPause)).toEqual([
    expect.objectContaining({ startedAt: at(10), endedAt: at(34), reason: 'SUPPLEMENT' }),
  ]);
});

it('two pauses at once stand still once, and the clock runs again after the last one', async () => {
  const pause = (key: string, intent: 'ACTIVATED' | 'TERMINATED', hour: number) =>
    made.element(key, 'wait', 'INTERMEDIATE_CATCH_EVENT', intent, T0 + hour * HOUR);
  const records = [pause('2005', 'ACTIVATED', 10), pause('2006', 'ACTIVATED', 12), pause('2005', 'TERMINATED', 20)];
  expect(progressOf(await reduce(...records))).toMatchObject({ clock: 'PAUSED', pausedSince: at(10) });
  expect(progressOf(await reduce(...records, pause('2006', 'TERMINATED', 30)))).toMatchObject({
    clock: 'RUNNING',
    dueAt: at(100),
  });
});

it('a final status stops the clock, keeps the date it is measured against and names the outcome', async () => {
  const draft = await reduce(
    made.element('2007', 'end', 'END_EVENT', 'ACTIVATED', T0 + 50 * HOUR),
    made.process('COMPLETED', T0 + 51 * HOUR),
  );
  expect(progressOf(draft)).toMatchObject({
    status: 10,
    substatus: null,
    clock: 'STOPPED',
    dueAt: null,
    currentDueAt: at(80),
    settledAt: at(50),
    finishedAt: at(51),
  });
  expect(rowsOf(draft.dossierOutcome)).toEqual([{ dossierId: 'D1', outcome: 'GRANTED', elementId: 'end', at: at(50) }]);
});

it('a task belongs to its dossier from creation, counts its own changes and closes without a due date', async () => {
  const draft = await reduce(
    made.task('2004', '2003', 'ASSIGNED', T0 + 2 * HOUR, { assignee: 'officer' }),
    made.task('2004', '2003', 'COMPLETED', T0 + 3 * HOUR, { assignee: 'officer' }),
  );
  expect(rowsOf(draft.userTask)[0]).toMatchObject({
    state: 'completed',
    assignee: 'officer',
    assignedAt: at(2),
    endedAt: at(3),
    dueAt: null,
    revision: 4,
  });
});

it('an instance that is named later becomes a dossier then, and a second name changes nothing', async () => {
  const other = recordsOf('300');
  const draft = await reduceAll(
    numbered([
      definition,
      other.process('ACTIVATED', T0),
      other.variable('3000', 'dossierId', 'D2', T0 + HOUR),
      other.variable('3000', 'dossierId', 'D3', T0 + 2 * HOUR),
    ]),
  );
  expect(rowsOf(draft.dossierProgress).map((row) => [row.dossierId, row.startedAt])).toEqual([['D2', at(1)]]);
  expect(draft.processInstance.find('300')?.dossierId).toBe('D2');
});

it('what an instance did before it was named counts: a broker writes the variables of a message after the start event', async () => {
  const other = recordsOf('300');
  const draft = await reduceAll(
    numbered([
      definition,
      other.process('ACTIVATED', T0),
      other.element('3001', 'start', 'START_EVENT', 'ACTIVATED', T0),
      other.variable('3000', 'dossierId', 'D2', T0),
      other.element('3001', 'start', 'START_EVENT', 'COMPLETED', T0 + 1),
    ]),
    { rules },
  );
  expect(draft.dossierProgress.find('D2')).toMatchObject({ status: 1, statusSince: at(0), clock: 'NOT_STARTED' });
  expect(draft.elementInstance.find('3001')).toMatchObject({ dossierId: 'D2', state: 'completed' });
});

it('and so does a pause or a task from before', async () => {
  const other = recordsOf('300');
  const wait = (intent: 'ACTIVATED' | 'COMPLETED', hour: number) =>
    other.element('3005', 'wait', 'INTERMEDIATE_CATCH_EVENT', intent, T0 + hour * HOUR);
  const draft = await reduceAll(
    numbered([
      definition,
      other.process('ACTIVATED', T0),
      wait('ACTIVATED', 1),
      wait('COMPLETED', 2),
      other.task('3004', '3003', 'CREATED', T0 + 2 * HOUR),
      other.variable('3000', 'dossierId', 'D2', T0 + 3 * HOUR),
    ]),
    { rules },
  );
  expect(rowsOf(draft.dossierPause)).toEqual([
    expect.objectContaining({ dossierId: 'D2', startedAt: at(1), endedAt: at(2) }),
  ]);
  expect(rowsOf(draft.userTask)).toEqual([expect.objectContaining({ dossierId: 'D2', state: 'open' })]);
  expect(draft.dossierProgress.find('D2')).toMatchObject({ status: 5, substatus: 'askedToApplicant' });
});

it('a process without dossierId is no dossier', async () => {
  const other = recordsOf('300');
  const draft = await reduceAll(
    numbered([
      definition,
      other.process('ACTIVATED', T0),
      other.element('3001', 'start', 'START_EVENT', 'ACTIVATED', T0),
    ]),
  );
  expect(rowsOf(draft.dossierProgress)).toEqual([]);
});
