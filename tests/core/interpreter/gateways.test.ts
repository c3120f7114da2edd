import fc from 'fast-check';
import { chain, definitions, end, flow, job, playToEnd, processOf, start } from './model.ts';

const exclusive = definitions(
  processOf(
    'p',
    `${start()}<bpmn:exclusiveGateway id="g" default="g_other"/>${end('big')}${end('other')}${chain('start', 'g')}${flow('g', 'big', '=n > 10')}${flow('g', 'other')}`,
  ),
);

describe('exclusive gateway', () => {
  it.each([
    [11, { big: 1 }],
    [10, { other: 1 }],
  ])('leads %d to exactly one end', async (n, ends) => {
    const state = await playToEnd(exclusive, [], { n });
    expect(state.completed).toEqual({ start: 1, g: 1, ...ends });
    expect(state.state).toBe('completed');
  });

  it('stops with an incident when its condition is null, and goes on when it is repaired', async () => {
    const stopped = await playToEnd(exclusive);
    expect(stopped.incidents).toEqual([{ element: 'g', errorType: 'EXTRACT_VALUE_ERROR' }]);
    const repaired = await playToEnd(exclusive, [{ setVariables: { variables: { n: 11 } } }, { resolveIncident: {} }]);
    expect(repaired).toMatchObject({ state: 'completed', incidents: [], completed: { big: 1 } });
  });

  it('reports that nothing holds when there is no default flow', async () => {
    const xml = definitions(
      processOf(
        'p',
        `${start()}<bpmn:exclusiveGateway id="g"/>${end('a')}${end('b')}${chain('start', 'g')}${flow('g', 'a', '=n = 1')}${flow('g', 'b', '=n = 2')}`,
      ),
    );
    expect((await playToEnd(xml, [], { n: 3 })).incidents).toEqual([{ element: 'g', errorType: 'CONDITION_ERROR' }]);
  });
});

describe('inclusive gateway', () => {
  const xml = definitions(
    processOf(
      'p',
      `${start()}<bpmn:inclusiveGateway id="g" default="g_c"/>${end('a')}${end('b')}${end('c')}${chain('start', 'g')}${flow('g', 'a', '=n > 1')}${flow('g', 'b', '=n > 2')}${flow('g', 'c')}`,
    ),
  );
  it.each([
    [1, ['c']],
    [2, ['a']],
    [3, ['a', 'b']],
  ])('with %d takes every flow that holds, or the default one', async (n, ends) => {
    const { completed } = await playToEnd(xml, [], { n });
    expect(
      Object.keys(completed)
        .filter((id) => ['a', 'b', 'c'].includes(id))
        .sort(),
    ).toEqual(ends);
  });
});

describe('parallel gateway', () => {
  const branches = ['a', 'b', 'c'];
  const xml = definitions(
    processOf(
      'p',
      `${start()}<bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>${end()}${branches.map((id) => job(id) + chain('fork', id, 'join')).join('')}${chain('start', 'fork')}${chain('join', 'end')}`,
    ),
  );
  it('joins only when every branch has arrived, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(branches, { minLength: 3 }), async (order) => {
        const before = await playToEnd(
          xml,
          order.slice(0, 2).map((element) => ({ completeJob: { element } })),
        );
        expect(before.completed.join).toBeUndefined();
        const after = await playToEnd(
          xml,
          order.map((element) => ({ completeJob: { element } })),
        );
        expect(after).toMatchObject({ state: 'completed', completed: { join: 1, end: 1 } });
      }),
      { numRuns: 6 },
    );
  });

  it('does not take two tokens of one branch for one of each', async () => {
    const twice = definitions(
      processOf(
        'p',
        `${start()}<bpmn:parallelGateway id="fork"/><bpmn:exclusiveGateway id="merge"/>${job('a')}${job('b')}${job('c')}<bpmn:parallelGateway id="join"/>${end()}${chain('start', 'fork', 'a', 'merge')}${chain('fork', 'b', 'merge', 'join')}${chain('fork', 'c', 'join', 'end')}`,
      ),
    );
    const steps = ['a', 'b'].map((element) => ({ completeJob: { element } }));
    expect((await playToEnd(twice, steps)).completed.join).toBeUndefined();
    expect((await playToEnd(twice, [...steps, { completeJob: { element: 'c' } }])).completed).toMatchObject({
      join: 1,
    });
  });
});
