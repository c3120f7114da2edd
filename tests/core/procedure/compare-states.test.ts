import { compareStates } from '../../../core/procedure/compare-states.ts';

const paths = (expected: object, found: object) =>
  compareStates(expected as never, found as never).map(({ path }) => path);

describe('comparing a state with a recorded one', () => {
  it.each([
    ['the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['how a number is written', { variables: { x: 1 } }, { variables: { x: 1.0 } }],
    [
      'the order of waiting tasks',
      { waiting: { userTasks: [{ element: 'a' }, { element: 'b' }] } },
      { waiting: { userTasks: [{ element: 'b' }, { element: 'a' }] } },
    ],
    [
      'the order of incidents',
      { incidents: [{ element: 'a' }, { element: 'b' }] },
      { incidents: [{ element: 'b' }, { element: 'a' }] },
    ],
    [
      'a timer within a second',
      { waiting: { timers: [{ element: 't', dueIn: 60 }] } },
      { waiting: { timers: [{ element: 't', dueIn: 59.5 }] } },
    ],
  ])('does not mind %s', (_, expected, found) => {
    expect(paths(expected, found)).toEqual([]);
  });

  it.each([
    [
      'a timer that is late',
      { waiting: { timers: [{ dueIn: 60 }] } },
      { waiting: { timers: [{ dueIn: 62 }] } },
      ['waiting.timers[0].dueIn'],
    ],
    ['null for a missing variable', { variables: { x: null } }, { variables: {} }, ['variables.x']],
    [
      'the order of a list variable',
      { variables: { x: [1, 2] } },
      { variables: { x: [2, 1] } },
      ['variables.x[0]', 'variables.x[1]'],
    ],
    ['one task more', { waiting: { jobs: [] } }, { waiting: { jobs: [{ element: 'a' }] } }, ['waiting.jobs[0]']],
    ['text for a number', { variables: { x: 1 } }, { variables: { x: '1' } }, ['variables.x']],
  ])('minds %s', (_, expected, found, where) => {
    expect(paths(expected, found)).toEqual(where);
  });

  it('tells both values', () => {
    expect(compareStates({ state: 'completed' }, { state: 'active' })).toEqual([
      { path: 'state', expected: '"completed"', found: '"active"' },
    ]);
  });
});
