import {
  boundary,
  chain,
  definitions,
  end,
  eventSubProcess,
  flow,
  io,
  job,
  message,
  onError,
  onMessage,
  onSignal,
  play,
  playToEnd,
  processOf,
  start,
} from './model.ts';

const extension = (content: string): string => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
const mapped = (tag: string, id: string, definition = ''): string =>
  `<bpmn:${tag} id="${id}">${extension(io({ a: '=1' }, { [`${id}Out`]: '=if a = null then &quot;nothing&quot; else a' }))}${definition}</bpmn:${tag}>`;
const oneElement = (element: string, outside = ''): string =>
  definitions(processOf('p', `${start()}${element}${chain('start', 'x')}`) + outside);

describe('mappings', () => {
  it.each([
    ['manualTask', '', {}],
    ['task', '', {}],
    ['intermediateThrowEvent', '', { xOut: 'nothing' }],
    ['endEvent', '', { xOut: 'nothing' }],
    ['endEvent', '<bpmn:compensateEventDefinition id="c"/>', {}],
    ['intermediateThrowEvent', '<bpmn:compensateEventDefinition id="c"/>', {}],
    ['endEvent', '<bpmn:terminateEventDefinition id="t"/>', {}],
    ['endEvent', onSignal('s'), { xOut: 1 }],
    ['intermediateThrowEvent', onSignal('s'), { xOut: 1 }],
  ])('of a %s with "%s" are looked at as Zeebe looks at them', async (tag, definition, variables) => {
    const state = await playToEnd(oneElement(mapped(tag, 'x', definition), '<bpmn:signal id="s" name="stop"/>'));
    expect(state).toMatchObject({ state: 'completed', incidents: [] });
    expect(state.variables).toEqual(variables);
  });

  it('give null where a path leads through what is no object', async () => {
    const xml = oneElement(job('x', io({}, { 'list.a': '=1', 'none.a': '=2', 'deep.n.a': '=3', 'deep.o.a': '=4' })));
    const variables = { list: [1], none: null, deep: { n: 1, o: { b: 1 } } };
    const state = await playToEnd(xml, [{ completeJob: { element: 'x' } }], variables);
    expect(state.variables).toEqual({ list: null, none: { a: 2 }, deep: { n: null, o: { b: 1, a: 4 } } });
  });

  it('into one object see what is beside them there, and not the half-made object', async () => {
    const xml = oneElement(job('x', io({}, { 'a.b': '=1', c: '=a.b', 'a.d': '=b + 1', 'a.e': '=a.b' })));
    const state = await playToEnd(xml, [{ completeJob: { element: 'x' } }]);
    expect(state.variables).toEqual({ a: { b: 1, d: 2, e: null }, c: 1 });
  });

  it('use what a job brought once: a repair is not overwritten when the mapping is tried again', async () => {
    const xml = oneElement(job('x', io({}, { out: '=assert(r, r &lt; 10)' })));
    const state = await playToEnd(xml, [
      { completeJob: { element: 'x', variables: { r: 50 } } },
      { setVariables: { element: 'x', local: true, variables: { r: 5 } } },
      { resolveIncident: {} },
    ]);
    expect(state).toMatchObject({ state: 'completed', variables: { out: 5 } });
  });

  it('of an event behind a gateway keep what the message brought from the process', async () => {
    const caught = `<bpmn:intermediateCatchEvent id="m">${extension(io({}, { no: '=n' }))}${onMessage('m1')}</bpmn:intermediateCatchEvent>`;
    const other = `<bpmn:intermediateCatchEvent id="s">${onSignal('s1')}</bpmn:intermediateCatchEvent>`;
    const xml = definitions(
      `${processOf('p', `${start()}<bpmn:eventBasedGateway id="g"/>${caught}${other}${end()}${chain('start', 'g', 'm', 'end')}${chain('g', 's')}`)}${message('m1', 'paid', '=key')}<bpmn:signal id="s1" name="stop"/>`,
    );
    const publish = { publishMessage: { name: 'paid', correlationKey: 'k', variables: { n: 7, more: true } } };
    expect((await playToEnd(xml, [publish], { key: 'k' })).variables).toEqual({ key: 'k', no: 7 });
  });

  it('carry what an error brought out of an event sub-process, and not from a boundary event', async () => {
    const handler = eventSubProcess('h', `${start('hs')}${job('mend')}${chain('hs', 'mend')}`).replace(
      '<bpmn:startEvent id="hs"/>',
      `<bpmn:startEvent id="hs">${onError('e')}</bpmn:startEvent>`,
    );
    const error = '<bpmn:error id="e" name="e" errorCode="bad"/>';
    const thrown = [{ throwError: { element: 'x', errorCode: 'bad', variables: { why: 1 } } }];
    const inside = await playToEnd(oneElement(job('x') + handler, error), thrown);
    expect(inside).toMatchObject({ variables: { why: 1 }, waiting: { jobs: [{ element: 'mend' }] } });
    const border = boundary('b', 'x', onError('e')) + job('mend') + flow('b', 'mend');
    expect((await playToEnd(oneElement(job('x') + border, error), thrown)).variables).toEqual({});
  });

  it('read whole numbers where a number is wanted', async () => {
    const xml = oneElement(job('x').replace('type="x"', 'type="x" retries="=tries"'));
    const states = await play(xml, [], { tries: 2.7 });
    expect(states[0]?.waiting.jobs).toEqual([{ element: 'x', type: 'x', retries: 2 }]);
  });
});
