import { readFixture } from './read-fixture.ts';
import { reduceAll, rowsOf } from './reduce-all.ts';

describe.each(['8.5.8', '8.6.0'] as const)('records of broker %s', (version) => {
  it('01: a bundle deployed twice is one process, one form, one decision and two deployments', async () => {
    const draft = await reduceAll(readFixture(version, '01-deploy-bundle'));
    expect(rowsOf(draft.processDefinition)).toEqual([
      expect.objectContaining({ bpmnProcessId: 'bundle', version: 1, state: 'active' }),
    ]);
    expect(rowsOf(draft.formDefinition)).toEqual([expect.objectContaining({ formId: 'f1', version: 1 })]);
    expect(rowsOf(draft.decisionDefinition)).toEqual([expect.objectContaining({ decisionId: 'fee' })]);
    expect(rowsOf(draft.deployment)).toHaveLength(2);
  });

  it('02: a native task ends completed with its last assignee, group and action', async () => {
    const draft = await reduceAll([
      ...readFixture(version, '01-deploy-bundle'),
      ...readFixture(version, '02-native-user-task'),
    ]);
    const [task, ...others] = rowsOf(draft.userTask);
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      state: 'completed',
      native: true,
      assignee: 'officer-3',
      action: 'approve',
      candidateGroups: ['g9'],
      formId: 'f1',
      dueAt: null,
    });
    expect(task?.revision).toBeGreaterThan(5);
    expect(rowsOf(draft.processInstance)).toEqual([expect.objectContaining({ state: 'completed', dossierId: null })]);
    expect(rowsOf(draft.decisionEvaluation)).toEqual([
      expect.objectContaining({ state: 'evaluated', output: '100', decisionId: 'fee' }),
    ]);
    expect(draft.variable.find(rowsOf(draft.processInstance)[0]?.key ?? '', 'approved')?.value).toBe('true');
  });

  it('03: of two job-based tasks one is completed, the other one ends with its instance', async () => {
    const draft = await reduceAll(readFixture(version, '03-job-user-task'));
    const state = (process: string) =>
      rowsOf(draft.processInstance)
        .filter((row) => row.bpmnProcessId === process)
        .map((row) => row.state);
    expect([state('jut'), state('jut2')]).toEqual([['completed'], ['terminated']]);
    const tasks = rowsOf(draft.userTask).map(({ bpmnProcessId, state: is, native, elementId }) => ({
      bpmnProcessId,
      is,
      native,
      elementId,
    }));
    expect(tasks).toEqual([
      { bpmnProcessId: 'jut', is: 'completed', native: false, elementId: 'u' },
      { bpmnProcessId: 'jut2', is: 'canceled', native: false, elementId: 'u' },
    ]);
    expect(rowsOf(draft.userTask)[0]).toMatchObject({
      assignee: 'officer-1',
      candidateGroups: ['g1', 'g2'],
      candidateUsers: ['u1', 'u2'],
      headers: { h1: 'v1' },
    });
    expect(rowsOf(draft.job).find((job) => job.bpmnProcessId === 'jut2')).toMatchObject({
      state: 'canceled',
      errorCode: 'E',
      elementId: 'u',
    });
    expect(rowsOf(draft.incident)).toEqual([
      expect.objectContaining({ state: 'resolved', errorType: 'UNHANDLED_ERROR_EVENT', elementId: 'u' }),
    ]);
  });

  it('11d: a native task stays on the version to which it was migrated, though later records carry the old one', async () => {
    const draft = await reduceAll(readFixture(version, '11d-migrate-follows-new-model'));
    const task = rowsOf(draft.userTask).find((row) => row.native && row.state === 'completed');
    const newest = rowsOf(draft.processDefinition)
      .filter((row) => row.bpmnProcessId === 'dfnative')
      .sort((a, b) => b.version - a.version)[0];
    expect(newest?.version).toBe(2);
    expect(task).toMatchObject({ processDefinitionKey: newest?.key, version: 2 });
    expect(draft.elementInstance.find(task?.elementInstanceKey ?? '')).toMatchObject({
      version: 2,
      state: 'completed',
    });
  });
});

describe('records of broker 8.5.8', () => {
  it('04: no timer is left open and both start repetitions ran', async () => {
    const draft = await reduceAll(readFixture('8.5.8', '04-timers'));
    expect(rowsOf(draft.timer).filter((row) => row.state === 'open')).toEqual([]);
    expect(rowsOf(draft.timer).length).toBeGreaterThan(5);
    const instances = rowsOf(draft.processInstance)
      .map(({ bpmnProcessId, state }) => `${bpmnProcessId} ${state}`)
      .sort();
    expect(instances).toEqual(['tm completed', 'tstart completed', 'tstart completed']);
    expect(rowsOf(draft.userTask).map((row) => row.state)).toEqual(['canceled']);
  });

  it('05: one of three instances is done, two wait for the message pay', async () => {
    const draft = await reduceAll(readFixture('8.5.8', '05-messages'));
    expect(
      rowsOf(draft.processInstance)
        .map((row) => row.state)
        .sort(),
    ).toEqual(['active', 'active', 'completed']);
    const open = rowsOf(draft.messageWait)
      .filter((row) => row.state === 'open')
      .map((row) => row.messageName);
    expect(open).toEqual(['pay', 'pay']);
    expect(rowsOf(draft.userTask).map((row) => row.state)).toEqual(['canceled']);
    const completed = rowsOf(draft.processInstance).find((row) => row.state === 'completed');
    expect(draft.variable.find(completed?.key ?? '', 'paid')?.value).toBe('true');
  });

  it('06: a caught error leaves its job thrown and the instances completed', async () => {
    const draft = await reduceAll(readFixture('8.5.8', '06-signals-escalation-error'));
    expect(rowsOf(draft.processInstance).map((row) => row.state)).toEqual(['completed', 'completed']);
    expect(rowsOf(draft.job).map((row) => row.state)).toContain('errorThrown');
  });

  it('07: decisions evaluated without a process belong to no instance', async () => {
    const rows = rowsOf((await reduceAll(readFixture('8.5.8', '07-decision'))).decisionEvaluation);
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map((row) => row.processInstanceKey))).toEqual(new Set([null]));
    expect(rows.map((row) => row.output)).toContain('9007199254740993');
  });

  it('08: of seven incidents three are open, and an uncaught error names its own element', async () => {
    const rows = rowsOf((await reduceAll(readFixture('8.5.8', '08-incidents'))).incident);
    expect(rows).toHaveLength(7);
    expect(
      rows
        .filter((row) => row.state === 'open')
        .map((row) => row.bpmnProcessId)
        .sort(),
    ).toEqual(['inc2', 'inc3', 'inc4']);
    expect(rows.map((row) => row.elementId)).not.toContain('NO_CATCH_EVENT_FOUND');
  });

  it('09: called instances lead to their root, one task is completed and two are canceled', async () => {
    const draft = await reduceAll(readFixture('8.5.8', '09-call-multi-cancel'));
    expect(
      rowsOf(draft.userTask)
        .map((row) => row.state)
        .sort(),
    ).toEqual(['canceled', 'canceled', 'completed']);
    const instances = rowsOf(draft.processInstance);
    expect(instances).toHaveLength(4);
    expect(instances.map((row) => row.state)).not.toContain('active');
    const root = instances.find((row) => row.bpmnProcessId === 'parent')?.key;
    expect(new Set(instances.map((row) => row.rootProcessInstanceKey))).toEqual(new Set([root]));
  });

  it('10: a task ended by an event sub-process is canceled and the undo job completed', async () => {
    const draft = await reduceAll(readFixture('8.5.8', '10-compensation-esp'));
    expect(rowsOf(draft.userTask).map((row) => row.state)).toEqual(['canceled']);
    expect(rowsOf(draft.job).find((row) => row.elementId === 'undo')?.state).toBe('completed');
  });

  it('11b: a task ended by a modification is closed and stays closed when Zeebe completes it later', async () => {
    const draft = await reduceAll(readFixture('8.5.8', '11b-modify-closes-task'));
    const states = Object.fromEntries(
      rowsOf(draft.userTask).map((row) => [`${row.bpmnProcessId}.${row.elementId}`, row.state]),
    );
    expect(states).toEqual({ 'mm.u1': 'canceled', 'mm.u2': 'open', 'mjm.u1': 'canceled', 'mjm.u2': 'open' });
  });
});

it('records of unknown types change nothing', async () => {
  const samples = readFixture('8.6.0', 'samples-one-per-intent');
  const unknown = samples.filter((record) =>
    /^(MESSAGE_CORRELATION|SIGNAL|ESCALATION|COMPENSATION|VARIABLE_DOCUMENT)/.test(record.valueType),
  );
  expect(unknown.length).toBeGreaterThan(4);
  const draft = await reduceAll(unknown);
  expect(Object.values(draft).flatMap((table) => [...table.list()])).toEqual([]);
  await expect(reduceAll(samples)).resolves.toBeDefined();
});
