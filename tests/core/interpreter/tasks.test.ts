import { chain, definitions, end, io, job, nativeTask, play, playToEnd, processOf, start } from './model.ts';

const one = (task: string, id = 't'): string =>
  definitions(processOf('p', `${start()}${task}${end()}${chain('start', id, 'end')}`));

describe('service task', () => {
  it('hands on everything its job brought when nothing is mapped', async () => {
    const state = await playToEnd(one(job('t')), [{ completeJob: { element: 't', variables: { a: 1 } } }]);
    expect(state).toMatchObject({ state: 'completed', variables: { a: 1 } });
  });

  it('hands on only what its outputs name, and merges into an object at a path', async () => {
    const xml = one(job('t', io({ 'given.x': '=n', y: '=given.x + 1' }, { 'result.total': '=y + got' })));
    const [before, after] = await play(xml, [{ completeJob: { element: 't', variables: { got: 10, lost: true } } }], {
      n: 1,
      result: { kept: 1 },
    });
    expect(before?.locals).toEqual({ t: [{ given: { x: 1 }, y: 2 }] });
    expect(after?.variables).toEqual({ n: 1, result: { kept: 1, total: 12 } });
  });

  it('keeps a failed job in back-off until its time has come', async () => {
    const states = await play(one(job('t')), [
      { failJob: { element: 't', retries: 2, retryBackOff: 'PT1M' } },
      { completeJob: { element: 't' } },
      { advanceTime: 'PT1M' },
      { completeJob: { element: 't' } },
    ]);
    expect(states.map(({ rejected, state }) => [state, rejected])).toEqual([
      ['active', undefined],
      ['active', undefined],
      ['active', 'INVALID_STATE'],
      ['active', undefined],
      ['completed', undefined],
    ]);
  });

  it('needs new retries before an incident without retries can be resolved', async () => {
    const states = await play(one(job('t')), [
      { failJob: { element: 't', retries: 0, errorMessage: 'no answer' } },
      { resolveIncident: {} },
      { updateRetries: { element: 't', retries: 1 } },
      { resolveIncident: {} },
    ]);
    expect(states.map(({ incidents, rejected }) => [incidents.length, rejected])).toEqual([
      [0, undefined],
      [1, undefined],
      [1, 'NOT_FOUND'],
      [1, undefined],
      [0, undefined],
    ]);
  });
});

describe('user task', () => {
  const assignment =
    '<zeebe:assignmentDefinition assignee="=who" candidateGroups="=[&quot;clerk@&quot; + unit]" candidateUsers="an, binh"/>';
  const expected = { element: 't', assignee: 'an', candidateGroups: ['clerk@H1'], candidateUsers: ['an', 'binh'] };

  it.each([
    ['native', nativeTask('t', assignment)],
    [
      'job-based',
      `<bpmn:userTask id="t"><bpmn:extensionElements>${assignment}</bpmn:extensionElements></bpmn:userTask>`,
    ],
  ])('shows for whom it is and completes with variables: %s', async (_kind, task) => {
    const steps = [
      { completeUserTask: { element: 't', variables: { ok: true } } },
      { completeUserTask: { element: 't' } },
    ];
    const [open, done, again] = await play(one(task), steps, { who: 'an', unit: 'H1' });
    expect(open?.waiting).toMatchObject({ userTasks: [expected], jobs: [] });
    expect(done).toMatchObject({ state: 'completed', variables: { ok: true } });
    expect(again?.rejected).toBe('NOT_FOUND');
  });

  it('needs an assignee that is a text', async () => {
    const state = await playToEnd(one(nativeTask('t', assignment)), [], { unit: 'H1' });
    expect(state.incidents).toEqual([{ element: 't', errorType: 'EXTRACT_VALUE_ERROR' }]);
  });

  it('waits for its form to be deployed', async () => {
    const xml = one(nativeTask('t', '<zeebe:formDefinition formId="f"/>'));
    const form = { name: 'f.form', content: '{"id":"f"}' };
    const steps = [{ resolveIncident: {} }];
    expect((await playToEnd(xml, steps)).incidents).toEqual([{ element: 't', errorType: 'FORM_NOT_FOUND' }]);
    expect((await playToEnd(xml, [], {}, [form])).waiting.userTasks).toEqual([{ element: 't' }]);
  });
});

describe('other tasks', () => {
  it('runs a script by its expression', async () => {
    const script =
      '<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="=n * 2" resultVariable="r"/></bpmn:extensionElements></bpmn:scriptTask>';
    expect(await playToEnd(one(script), [], { n: 4 })).toMatchObject({ state: 'completed', variables: { n: 4, r: 8 } });
  });

  it.each(['task', 'manualTask'])('passes a %s', async (name) => {
    expect(await playToEnd(one(`<bpmn:${name} id="t"/>`))).toMatchObject({ state: 'completed', completed: { t: 1 } });
  });

  it('stops at a decision that is not deployed', async () => {
    const rule =
      '<bpmn:businessRuleTask id="t"><bpmn:extensionElements><zeebe:calledDecision decisionId="none" resultVariable="r"/></bpmn:extensionElements></bpmn:businessRuleTask>';
    expect((await playToEnd(one(rule))).incidents).toEqual([{ element: 't', errorType: 'CALLED_DECISION_ERROR' }]);
  });

  it('stops where an input cannot be evaluated and takes it up again', async () => {
    const xml = one(job('t', io({ to: '=assert(mail, mail != null)' })));
    const states = await play(xml, [
      { resolveIncident: {} },
      { setVariables: { variables: { mail: 'a@b' } } },
      { resolveIncident: {} },
    ]);
    expect(states.map(({ incidents }) => incidents.length)).toEqual([1, 1, 1, 0]);
    expect(states.at(-1)?.locals).toEqual({ t: [{ to: 'a@b' }] });
  });
});
