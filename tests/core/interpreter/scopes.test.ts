import {
  boundary,
  chain,
  definitions,
  end,
  eventSubProcess,
  flow,
  io,
  job,
  onError,
  onSignal,
  play,
  playToEnd,
  processOf,
  start,
  subProcess,
} from './model.ts';

const loop = (settings: string, sequential = false, condition = ''): string =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics ${settings}/></bpmn:extensionElements>${
    condition && `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:completionCondition>`
  }</bpmn:multiInstanceLoopCharacteristics>`;
const line = (task: string, extra = ''): string =>
  definitions(processOf('p', `${start()}${task}${end()}${chain('start', 't', 'end')}${extra}`));
const signal = '<bpmn:signal id="s" name="stop"/>';

describe('sub-process', () => {
  const xml = line(subProcess('t', `${start('s2')}${job('u')}${end('e2')}${chain('s2', 'u', 'e2')}`));
  it('completes after its last element', async () => {
    const [open, done] = await play(xml, [{ completeJob: { element: 'u' } }]);
    expect(open?.active).toEqual({ t: 1, u: 1 });
    expect(done).toMatchObject({ state: 'completed', completed: { t: 1, u: 1, e2: 1 } });
  });
  it('keeps its local variables to itself', async () => {
    const steps = [
      { setVariables: { element: 't', variables: { a: 1 }, local: true } },
      { completeJob: { element: 'u', variables: { a: 2, b: 3 } } },
    ];
    expect((await playToEnd(xml, steps)).variables).toEqual({ b: 3 });
  });
  it('is ended as a whole by a terminate end event inside, and only it', async () => {
    const terminate = '<bpmn:terminateEventDefinition id="td"/>';
    const inside = `${start('s2')}<bpmn:parallelGateway id="f"/>${job('u')}${job('v')}${end('stop', terminate)}${end('e2')}${chain('s2', 'f', 'u', 'e2')}${chain('f', 'v', 'stop')}`;
    expect(await playToEnd(line(subProcess('t', inside)), [{ completeJob: { element: 'v' } }])).toMatchObject({
      state: 'completed',
      terminated: { u: 1 },
      completed: { t: 1, stop: 1, end: 1 },
    });
  });
});

describe('multi-instance', () => {
  const collect = 'inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=r"';
  it('collects outputs at their own places, in whatever order they come', async () => {
    const task = job('t', '', loop(collect));
    const steps = [2, 0, 0].map((instance, i) => ({ completeJob: { element: 't', instance, variables: { r: i } } }));
    const states = await play(line(task), steps, { items: ['a', 'b', 'c'] });
    expect(states[0]?.active).toEqual({ 't#body': 1, t: 3 });
    expect(states[0]?.locals.t).toEqual(['a', 'b', 'c'].map((item, i) => ({ item, loopCounter: i + 1, r: null })));
    expect(states.at(-1)).toMatchObject({
      state: 'completed',
      variables: { results: [1, 2, 0] },
      completed: { t: 3, 't#body': 1 },
    });
  });
  it('goes one by one when it is sequential', async () => {
    const states = await play(
      line(job('t', '', loop('inputCollection="=items"', true))),
      [{ completeJob: { element: 't' } }, { completeJob: { element: 't' } }],
      { items: [1, 2] },
    );
    expect(states.map(({ active }) => active)).toEqual([{ 't#body': 1, t: 1 }, { 't#body': 1, t: 1 }, {}]);
  });
  it('asks for its collection again for each instance that it begins', async () => {
    const xml = line(job('t', '', loop(`inputCollection="=list" inputElement="item"`, true)));
    const done = { completeJob: { element: 't' } };
    const grown = { setVariables: { variables: { list: [7, 8, 9] } } };
    const states = await play(xml, [grown, done, done, done], { list: [1, 2] });
    expect(states.map(({ locals }) => locals.t?.[0]?.item)).toEqual([1, 1, 8, 9, undefined]);
    expect(states.at(-1)?.state).toBe('completed');
  });

  it('ends what still runs when its condition is fulfilled', async () => {
    const xml = line(job('t', '', loop('inputCollection="=items"', false, '=numberOfCompletedInstances = 1')));
    expect(await playToEnd(xml, [{ completeJob: { element: 't' } }], { items: [1, 2, 3] })).toMatchObject({
      state: 'completed',
      completed: { t: 1, 't#body': 1 },
      terminated: { t: 2 },
    });
  });
  it('stops with the instance whose condition cannot be evaluated, and goes on when it is repaired', async () => {
    const xml = line(job('t', '', loop('inputCollection="=items"', true, '=enough')));
    const states = await play(
      xml,
      [{ completeJob: { element: 't' } }, { setVariables: { variables: { enough: true } } }, { resolveIncident: {} }],
      { items: [1, 2] },
    );
    expect(states[1]).toMatchObject({
      active: { t: 1, 't#body': 1 },
      incidents: [{ element: 't', errorType: 'EXTRACT_VALUE_ERROR' }],
    });
    expect(states.at(-1)).toMatchObject({ state: 'completed', completed: { t: 1, 't#body': 1 } });
  });
  it('passes an empty collection, and stops at what is none', async () => {
    const xml = line(job('t', '', loop('inputCollection="=items"')));
    expect(await playToEnd(xml, [], { items: [] })).toMatchObject({ state: 'completed', completed: { 't#body': 1 } });
    expect((await playToEnd(xml, [], { items: 3 })).incidents).toEqual([
      { element: 't#body', errorType: 'EXTRACT_VALUE_ERROR' },
    ]);
  });
  it('is ended with all its instances by a boundary event', async () => {
    const xml = definitions(
      processOf(
        'p',
        `${start()}${job('t', '', loop('inputCollection="=[1, 2]"'))}${boundary('b', 't', onSignal('s'))}${end()}${end('late')}${chain('start', 't', 'end')}${flow('b', 'late')}`,
      ) + signal,
    );
    expect(await playToEnd(xml, [{ broadcastSignal: { name: 'stop' } }])).toMatchObject({
      state: 'completed',
      terminated: { t: 2, 't#body': 1 },
      completed: { b: 1, late: 1 },
    });
  });
});

describe('call activity', () => {
  const called = definitions(processOf('q', `${start('qs')}${job('u')}${end('qe')}${chain('qs', 'u', 'qe')}`));
  const call = (attributes = '', zeebe = ''): string =>
    `<bpmn:callActivity id="t"><bpmn:extensionElements><zeebe:calledElement processId="q" ${attributes}/>${zeebe}</bpmn:extensionElements></bpmn:callActivity>`;
  const others = [{ name: 'q.bpmn', content: called }];
  const done = [{ completeJob: { element: 'q/u', variables: { r: 1, extra: 2 } } }];

  it.each([
    ['everything both ways', call(), { a: 0 }, { a: 0, r: 1, extra: 2 }],
    ['only what is mapped out', call('', io({}, { got: '=r' })), { a: 0 }, { a: 0, got: 1 }],
    ['nothing back', call('propagateAllChildVariables="false"'), { a: 0 }, { a: 0 }],
    [
      'only its inputs',
      call('propagateAllParentVariables="false" propagateAllChildVariables="false"', io({ x: '=a' })),
      { x: 0 },
      { a: 0 },
    ],
  ])('hands over %s', async (_name, task, given, variables) => {
    const [open, after] = await play(line(task), done, { a: 0 }, others);
    expect(open?.otherInstances).toMatchObject([{ process: 'q', state: 'active', variables: given }]);
    expect(after).toMatchObject({ state: 'completed', completed: { t: 1, 'q/u': 1 } });
    expect(after?.variables).toEqual(variables);
  });
  it('waits for a process that is not there', async () => {
    expect((await playToEnd(line(call()))).incidents).toEqual([{ element: 't', errorType: 'CALLED_ELEMENT_ERROR' }]);
  });
  it('ends what it called when it is cancelled', async () => {
    expect(await playToEnd(line(call()), [{ cancel: true }], {}, others)).toMatchObject({
      state: 'terminated',
      terminated: { t: 1, 'q/u': 1 },
      otherInstances: [{ process: 'q', state: 'terminated' }],
      waiting: { jobs: [] },
    });
  });
  it('catches an error of what it called, whose variables stay with the event', async () => {
    const xml = definitions(
      processOf(
        'p',
        `${start()}${call()}${boundary('b', 't', onError('e1'))}${end()}${end('late')}${chain('start', 't', 'end')}${flow('b', 'late')}`,
      ) + '<bpmn:error id="e1" errorCode="A"/>',
    );
    const state = await playToEnd(
      xml,
      [{ throwError: { element: 'q/u', errorCode: 'A', variables: { why: 1 } } }],
      {},
      others,
    );
    expect(state).toMatchObject({ state: 'completed', completed: { b: 1, late: 1 }, variables: {} });
  });
});

describe('compensation', () => {
  let ids = 0;
  const compensate = (rest = ''): string =>
    `<bpmn:compensateEventDefinition id="cd_${++ids}" ${rest && `activityRef="${rest}"`}/>`;
  const handler = job('undo', '', '', 'isForCompensation="true"');
  const association = '<bpmn:association id="as" sourceRef="cb" targetRef="undo"/>';
  const xml = definitions(
    processOf(
      'p',
      `${start()}${job('t')}${boundary('cb', 't', compensate())}${handler}<bpmn:intermediateThrowEvent id="back">${compensate('t')}</bpmn:intermediateThrowEvent>${end()}${chain('start', 't', 'back', 'end')}${association}`,
    ),
  );
  it('runs the handler of a completed activity and waits for it', async () => {
    const [, open, done] = await play(xml, [
      { completeJob: { element: 't' } },
      { completeJob: { element: 'undo', variables: { undone: true } } },
    ]);
    expect(open).toMatchObject({ active: { back: 1, undo: 1 }, completed: { t: 1, cb: 1 } });
    expect(done).toMatchObject({ state: 'completed', completed: { undo: 1, back: 1 }, variables: { undone: true } });
  });
  it('does nothing for what was never completed', async () => {
    const early = definitions(
      processOf(
        'p',
        `${start()}<bpmn:parallelGateway id="f"/>${job('t')}${boundary('cb', 't', compensate())}${handler}<bpmn:intermediateThrowEvent id="back">${compensate()}</bpmn:intermediateThrowEvent>${end()}${chain('start', 'f', 't')}${chain('f', 'back', 'end')}${association}`,
      ),
    );
    expect(await playToEnd(early)).toMatchObject({ active: { t: 1 }, completed: { back: 1, end: 1 } });
  });
});

describe('cancellation', () => {
  it('closes everything that an instance waits for', async () => {
    const inside = `<bpmn:startEvent id="es">${onSignal('s')}</bpmn:startEvent>${end('ee')}${chain('es', 'ee')}`;
    const xml = definitions(
      processOf(
        'p',
        `${eventSubProcess('esp', inside)}${start()}${job('t', io({ x: '=assert(y, y != null)' }))}${end()}${chain('start', 't', 'end')}`,
      ) + signal,
    );
    const states = await play(xml, [{ cancel: true }, { cancel: true }]);
    expect(states[1]).toMatchObject({
      state: 'terminated',
      incidents: [],
      waiting: { userTasks: [], jobs: [], timers: [], messages: [], signals: [] },
    });
    expect(states[2]?.rejected).toBe('NOT_FOUND');
  });
});
