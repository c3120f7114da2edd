import {
  boundary,
  chain,
  definitions,
  end,
  eventSubProcess,
  flow,
  job,
  message,
  onError,
  onEscalation,
  onMessage,
  onSignal,
  onTimer,
  play,
  playToEnd,
  processOf,
  start,
  subProcess,
} from './model.ts';

const withBoundary = (definition: string, interrupting = true, outside = ''): string =>
  definitions(
    processOf(
      'p',
      `${start()}${job('t')}${boundary('b', 't', definition, interrupting)}${end()}${end('late')}${chain('start', 't', 'end')}${flow('b', 'late')}`,
    ) + outside,
  );
const signal = '<bpmn:signal id="s" name="stop"/>';

describe('timers', () => {
  it('end a task at their time and not a moment before', async () => {
    const states = await play(withBoundary(onTimer('timeDuration', 'PT2H')), [
      { advanceTime: 'PT1H59M59S' },
      { advanceTime: 'PT1S' },
    ]);
    expect(states.map(({ terminated }) => terminated)).toEqual([{}, {}, { t: 1 }]);
    expect(states.at(-1)).toMatchObject({
      state: 'completed',
      completed: { b: 1, late: 1 },
      waiting: { jobs: [], timers: [] },
    });
  });

  it('repeat as often as they say, and do not make up for what one jump has passed', async () => {
    const states = await play(withBoundary(onTimer('timeCycle', 'R3/PT1H'), false), [
      { advanceTime: 'PT2H30M' },
      { advanceTime: 'PT1H' },
      { advanceTime: 'PT10H' },
    ]);
    expect(states.map(({ completed }) => completed.late ?? 0)).toEqual([0, 1, 2, 3]);
    expect(states[1]?.waiting.timers).toEqual([{ element: 'b', dueIn: 3600 }]);
    expect(states[3]).toMatchObject({ state: 'active', waiting: { timers: [], jobs: [{ element: 't' }] } });
  });

  it('start a process, again and again', async () => {
    const xml = definitions(
      processOf(
        'p',
        `<bpmn:startEvent id="start">${onTimer('timeCycle', 'R2/PT24H')}</bpmn:startEvent>${end()}${chain('start', 'end')}`,
      ),
    );
    const { runScenario } = await import('../../../core/interpreter/scenario/run-scenario.ts');
    const steps = [{ advanceTime: 'PT24H' }, { advanceTime: 'P7D' }];
    const states = await runScenario({ process: 'p', steps }, [{ name: 'p.bpmn', content: xml }]);
    expect(states.map(({ completed }) => completed.start ?? 0)).toEqual([0, 1, 2]);
    expect(states.map(({ waiting }) => waiting.timers.length)).toEqual([1, 1, 0]);
  });

  it('report a duration that is none', async () => {
    const state = await playToEnd(withBoundary(onTimer('timeDuration', '=wrong')), [], { wrong: 'soon' });
    expect(state.incidents).toEqual([{ element: 't', errorType: 'EXTRACT_VALUE_ERROR' }]);
  });
});

describe('messages', () => {
  const paid = message('m', 'paid', '=key');
  const publish = (correlationKey: string, amount: number, timeToLive?: string) => ({
    publishMessage: {
      name: 'paid',
      correlationKey,
      variables: { amount },
      ...(timeToLive !== undefined && { timeToLive }),
    },
  });

  it('reach only the instance with their key', async () => {
    const states = await play(withBoundary(onMessage('m'), true, paid), [publish('other', 1), publish('K', 2)], {
      key: 'K',
    });
    expect(states.map(({ state }) => state)).toEqual(['active', 'active', 'completed']);
    expect(states.at(-1)?.variables).toEqual({ key: 'K', amount: 2 });
  });

  it('reach a non-interrupting event each time', async () => {
    const state = await playToEnd(withBoundary(onMessage('m'), false, paid), [publish('K', 1), publish('K', 2)], {
      key: 'K',
    });
    expect(state).toMatchObject({
      completed: { b: 2, late: 2 },
      variables: { amount: 2 },
      waiting: { messages: [{ element: 'b' }] },
    });
  });

  const waiting = definitions(
    processOf('p', `${start()}<bpmn:receiveTask id="r" messageRef="m"/>${end()}${chain('start', 'r', 'end')}`) + paid,
  );
  it('wait in a buffer as long as they live', async () => {
    const { runScenario } = await import('../../../core/interpreter/scenario/run-scenario.ts');
    const begin = { start: { processId: 'p', variables: { key: 'K' } } };
    const states = (after: string) =>
      runScenario({ process: 'p', steps: [publish('K', 5, 'PT1H'), { advanceTime: after }, begin] }, [
        { name: 'p.bpmn', content: waiting },
      ]);
    expect((await states('PT59M')).at(-1)).toMatchObject({ state: 'completed', variables: { amount: 5 } });
    expect((await states('PT1H')).at(-1)).toMatchObject({ state: 'active' });
  });

  it('are known by their id while they wait', async () => {
    const twice = { publishMessage: { name: 'paid', correlationKey: 'Z', messageId: '1', timeToLive: 'PT1H' } };
    const states = await play(waiting, [twice, twice, { advanceTime: 'PT1H' }, twice], { key: 'K' });
    expect(states.map(({ rejected }) => rejected)).toEqual([
      undefined,
      undefined,
      'ALREADY_EXISTS',
      undefined,
      undefined,
    ]);
  });

  it('start one instance per key at a time', async () => {
    const xml = definitions(
      processOf(
        'p',
        `<bpmn:startEvent id="start">${onMessage('m')}</bpmn:startEvent>${job('t')}${end()}${chain('start', 't', 'end')}`,
      ) + message('m', 'paid'),
    );
    const { runScenario } = await import('../../../core/interpreter/scenario/run-scenario.ts');
    const steps = [publish('K', 1, 'PT1H'), publish('K', 2, 'PT1H'), { completeJob: { element: 't' } }];
    const states = await runScenario({ process: 'p', steps }, [{ name: 'p.bpmn', content: xml }]);
    expect(states.map(({ completed }) => completed.start ?? 0)).toEqual([0, 1, 1, 2]);
    expect(states.at(-1)?.otherInstances).toEqual([{ process: 'p', state: 'active', variables: { amount: 2 } }]);
  });

  it('decide an event-based gateway once', async () => {
    const xml = definitions(
      processOf(
        'p',
        `${start()}<bpmn:eventBasedGateway id="g"/><bpmn:intermediateCatchEvent id="c1">${onMessage('m')}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="c2">${onTimer('timeDuration', 'PT1H')}</bpmn:intermediateCatchEvent>${end('e1')}${end('e2')}${chain('start', 'g', 'c1', 'e1')}${chain('g', 'c2', 'e2')}`,
      ) + paid,
    );
    const state = await playToEnd(xml, [publish('K', 1), { advanceTime: 'PT2H' }], { key: 'K' });
    expect(state.completed).toEqual({ start: 1, g: 1, c1: 1, e1: 1 });
    expect(state.taken).toEqual({ start_g: 1, c1_e1: 1 });
  });
});

describe('signals', () => {
  it('reach everything that waits, and start processes', async () => {
    const listener = processOf(
      'q',
      `<bpmn:startEvent id="qs">${onSignal('s')}</bpmn:startEvent>${end('qe')}${chain('qs', 'qe')}`,
    );
    const state = await playToEnd(withBoundary(onSignal('s'), true, listener + signal), [
      { broadcastSignal: { name: 'stop', variables: { why: 'x' } } },
    ]);
    expect(state).toMatchObject({ state: 'completed', variables: { why: 'x' }, completed: { late: 1, 'q/qe': 1 } });
  });

  it('are thrown by events', async () => {
    const xml = definitions(
      processOf(
        'p',
        `${start()}<bpmn:parallelGateway id="f"/>${job('t')}${boundary('b', 't', onSignal('s'))}${end()}${end('late')}${end('thrown', onSignal('s'))}${chain('start', 'f', 't', 'end')}${chain('f', 'thrown')}${flow('b', 'late')}`,
      ) + signal,
    );
    expect(await playToEnd(xml)).toMatchObject({
      state: 'completed',
      terminated: { t: 1 },
      completed: { late: 1, thrown: 1 },
    });
  });
});

describe('errors', () => {
  const errors = '<bpmn:error id="e1" errorCode="A"/>';
  it.each([
    ['A', 'by code', 'e1'],
    ['anything', 'without a code', undefined],
  ])('%s is caught %s', async (errorCode, _how, ref) => {
    const state = await playToEnd(withBoundary(onError(ref), true, errors), [
      { throwError: { element: 't', errorCode } },
    ]);
    expect(state).toMatchObject({ state: 'completed', terminated: { t: 1 }, completed: { b: 1 } });
  });

  it('that nothing catches become incidents', async () => {
    const state = await playToEnd(withBoundary(onError('e1'), true, errors), [
      { throwError: { element: 't', errorCode: 'B' } },
    ]);
    expect(state).toMatchObject({
      state: 'active',
      incidents: [{ element: 't', errorType: 'UNHANDLED_ERROR_EVENT' }],
      waiting: { jobs: [] },
    });
  });

  it('leave a sub-process by its border and end what is inside', async () => {
    const inside = `${start('s2')}<bpmn:parallelGateway id="f"/>${job('t')}${end('failed', onError('e1'))}${end('e2')}${chain('s2', 'f', 't', 'e2')}${chain('f', 'failed')}`;
    const xml = definitions(
      processOf(
        'p',
        `${start()}${subProcess('sub', inside)}${boundary('b', 'sub', onError('e1'))}${end()}${end('late')}${chain('start', 'sub', 'end')}${flow('b', 'late')}`,
      ) + errors,
    );
    expect(await playToEnd(xml)).toMatchObject({
      state: 'completed',
      terminated: { sub: 1, t: 1, failed: 1 },
      completed: { b: 1, late: 1 },
    });
  });
});

describe('escalations', () => {
  const escalation = '<bpmn:escalation id="x1" escalationCode="LATE"/>';
  const xml = (interrupting: boolean): string => {
    const inside = `${start('s2')}<bpmn:intermediateThrowEvent id="throw">${onEscalation('x1')}</bpmn:intermediateThrowEvent>${job('t')}${end('e2')}${chain('s2', 'throw', 't', 'e2')}`;
    return definitions(
      processOf(
        'p',
        `${start()}${subProcess('sub', inside)}${boundary('b', 'sub', onEscalation('x1'), interrupting)}${end()}${end('late')}${chain('start', 'sub', 'end')}${flow('b', 'late')}`,
      ) + escalation,
    );
  };
  it('go on beside what threw them', async () => {
    expect(await playToEnd(xml(false))).toMatchObject({ active: { sub: 1, t: 1 }, completed: { throw: 1, late: 1 } });
  });
  it('or end it', async () => {
    expect(await playToEnd(xml(true))).toMatchObject({
      state: 'completed',
      terminated: { sub: 1, throw: 1 },
      completed: { late: 1 },
    });
  });
});

describe('event sub-processes', () => {
  const xml = (interrupting: boolean): string => {
    const inside = `<bpmn:startEvent id="es" isInterrupting="${interrupting}">${onSignal('s')}</bpmn:startEvent>${job('u')}${end('ee')}${chain('es', 'u', 'ee')}`;
    return definitions(
      processOf('p', `${eventSubProcess('esp', inside)}${start()}${job('t')}${end()}${chain('start', 't', 'end')}`) +
        signal,
    );
  };
  const fire = { broadcastSignal: { name: 'stop', variables: { n: 1 } } };

  it('take over the scope when they interrupt', async () => {
    const [, fired, done] = await play(xml(true), [fire, { completeJob: { element: 'u' } }]);
    expect(fired).toMatchObject({
      active: { esp: 1, u: 1 },
      terminated: { t: 1 },
      variables: { n: 1 },
      waiting: { signals: [] },
    });
    expect(done).toMatchObject({ state: 'completed', completed: { esp: 1, ee: 1 } });
  });
  it('run beside it when they do not', async () => {
    const states = await play(xml(false), [
      fire,
      fire,
      { completeJob: { element: 't' } },
      { completeJob: { element: 'u', all: true } },
    ]);
    expect(states[2]).toMatchObject({ active: { esp: 2, u: 2, t: 1 } });
    expect(states.map(({ state }) => state)).toEqual(['active', 'active', 'active', 'active', 'completed']);
  });
});

describe('links', () => {
  it('jump to the catch event of their name', async () => {
    const link = (name: string) => `<bpmn:linkEventDefinition id="l_${name}" name="next"/>`;
    const xml = definitions(
      processOf(
        'p',
        `${start()}<bpmn:intermediateThrowEvent id="out">${link('out')}</bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="in">${link('in')}</bpmn:intermediateCatchEvent>${end()}${chain('start', 'out')}${chain('in', 'end')}`,
      ),
    );
    expect(await playToEnd(xml)).toMatchObject({ state: 'completed', completed: { out: 1, in: 1, end: 1 } });
  });
});
