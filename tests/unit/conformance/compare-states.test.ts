import fc from 'fast-check';
import type { JsonValue } from '../../../core/contracts/json.ts';
import { compareRuns, isSameValue } from '../../conformance/runner/compare-states.ts';

const state = (fields: { [name: string]: JsonValue } = {}): { [name: string]: JsonValue } => ({
  state: 'active',
  active: { work: 1 },
  completed: { begin: 1 },
  terminated: {},
  taken: { 'begin-work': 1 },
  waiting: { userTasks: [], jobs: [], timers: [], messages: [], signals: [] },
  incidents: [],
  variables: {},
  locals: {},
  otherInstances: [],
  ...fields,
});
const waits = (kind: string, list: JsonValue[]): { [name: string]: JsonValue } => ({ waiting: { [kind]: list } });

describe('two runs of a scenario are the same', () => {
  it.each<[string, { [name: string]: JsonValue }, { [name: string]: JsonValue }]>([
    ['in whatever order fields come', { variables: { a: 1, b: 2 } }, { variables: { b: 2, a: 1 } }],
    [
      'in whatever order things wait',
      waits('jobs', [{ element: 'a' }, { element: 'b' }]),
      waits('jobs', [{ element: 'b' }, { element: 'a' }]),
    ],
    [
      'when a timer is due within a second',
      waits('timers', [{ element: 'a', dueIn: 60 }]),
      waits('timers', [{ element: 'a', dueIn: 59.2 }]),
    ],
    ['in whatever order locals come', { locals: { a: [{ x: 1 }, { x: 2 }] } }, { locals: { a: [{ x: 2 }, { x: 1 }] } }],
    ['where a count of nothing is written', { active: { work: 1, other: 0 } }, { active: { work: 1 } }],
    ['where a fraction differs in its last digit', { variables: { a: 0.1 + 0.2 } }, { variables: { a: 0.3 } }],
  ])('%s', (_, expected, found) => {
    expect(compareRuns([state(expected)], [state(found)])).toEqual([]);
  });

  it('whatever values they hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isSameValue(value as JsonValue, JSON.parse(JSON.stringify(value)) as JsonValue)).toBe(true);
      }),
    );
  });
});

describe('two runs of a scenario differ', () => {
  it.each<[string, { [name: string]: JsonValue }, { [name: string]: JsonValue }, string]>([
    [
      'in their state',
      { state: 'active' },
      { state: 'completed' },
      'after[0].state: expected "active", found "completed"',
    ],
    ['in a count', { taken: { f: 2 } }, { taken: { f: 1 } }, 'after[0].taken.f: expected 2, found 1'],
    [
      'in what waits',
      waits('jobs', [{ element: 'a' }]),
      waits('jobs', []),
      'after[0].waiting.jobs: missing {"element":"a"}',
    ],
    [
      'in what waits twice',
      waits('jobs', [{ element: 'a' }]),
      waits('jobs', [{ element: 'a' }, { element: 'a' }]),
      'after[0].waiting.jobs: unexpected {"element":"a"}',
    ],
    [
      'in a timer of another time',
      waits('timers', [{ element: 'a', dueIn: 60 }]),
      waits('timers', []),
      'after[0].waiting.timers: missing {"element":"a","dueIn":60}',
    ],
    [
      'between null and nothing',
      { variables: { a: null } },
      { variables: {} },
      'after[0].variables.a: expected null, found nothing',
    ],
    [
      'between nothing and null',
      { variables: {} },
      { variables: { a: null } },
      'after[0].variables.a: expected nothing, found null',
    ],
    [
      'between a number and its text',
      { variables: { a: 1 } },
      { variables: { a: '1' } },
      'after[0].variables.a: expected 1, found "1"',
    ],
    [
      'in the order of a list in a variable',
      { variables: { a: [1, 2] } },
      { variables: { a: [2, 1] } },
      'after[0].variables.a: expected [1,2], found [2,1]',
    ],
    ['in a local', { locals: { a: [{ x: 1 }] } }, { locals: {} }, 'after[0].locals.a: missing {"x":1}'],
    [
      'in an incident',
      { incidents: [] },
      { incidents: [{ element: 'a', errorType: 'X' }] },
      'after[0].incidents: unexpected {"element":"a","errorType":"X"}',
    ],
    ['in a refusal', { rejected: 'NOT_FOUND' }, {}, 'after[0].rejected: expected "NOT_FOUND", found null'],
  ])('%s', (_, expected, found, told) => {
    expect(compareRuns([state(expected)], [state(found)])).toEqual([told]);
  });

  it('when one has fewer or more states', () => {
    expect(compareRuns([state(), state()], [state()])).toEqual(['after[1]: no state']);
    expect(compareRuns([state()], [state(), state()])).toEqual(['after: 2 states, expected 1']);
  });

  it('when any one variable differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, name) => {
        const variables = { [name]: value as JsonValue };
        fc.pre(Object.hasOwn(variables, name));
        expect(
          compareRuns([state({ variables })], [state({ variables: { [name]: [value as JsonValue] } })]),
        ).toHaveLength(1);
      }),
    );
  });
});
