import { createFeel } from '../../../core/expressions/feel.ts';
import { FAILS, itEvaluates } from './feel-table.ts';

describe('scopes of functions', () => {
  itEvaluates([
    ['{twice: function(a) a * 2, r: twice(4)}.r', 8],
    ['{f: function(a) if a <= 1 then 1 else a * f(a - 1), r: f(1)}.r', 1],
    ['{f: function(a) if a <= 1 then 1 else a * f(a - 1), r: f(3)}.r', null],
    ['{f: function() later, later: 5, r: f()}.r', null],
    ['{a: 1, b: a + 1, c: {d: b + 1}}.c.d', 3],
    ['context({key: "a", value: 1})', null],
    ['context([{key: "a", value: 1}])', { a: 1 }],
    ['(function(x) x) in (null)', true],
    ['(function(x) x) in (1)', false],
    ['[function(x) x, 1][item(2) = 2]', [null]],
    ['count([function(x) x][is defined(item)])', 0],
    ['assert(missing, true)', null],
    ['is defined({a: missing}.a)', false],
  ]);
});

describe('relations of points and ranges', () => {
  itEvaluates([
    ['meets(1, [1..5])', FAILS],
    ['starts(1, 1)', FAILS],
    ['coincides(1, [1..1])', false],
    ['meets("a", [1..5])', null],
    ['meets(null, [1..5])', null],
  ]);
});

describe('the same context', () => {
  itEvaluates([
    ['list contains([x], x)', false, { x: { a: 1 } }],
    ['{a: {b: 1}, r: list contains([a], a)}.r', true],
    ['list contains([1], x)', true, { x: 1 }],
  ]);
});

describe('comments', () => {
  itEvaluates([
    ['1 + /* one */ 1', 2],
    ['1 // rest', 1],
    ['"/* text */"', '/* text */'],
  ]);

  it.each(['1 /* open', '{a/*: 1}', '[1, {/*b: 1}]', '/* open', '1 + 1 /*'])('%s is no expression', (text) => {
    expect(createFeel().compile(text).ok).toBe(false);
  });
});

describe('zones', () => {
  itEvaluates([
    ['@"2037-01-02T10:00:00@Z"', '2037-01-02T10:00Z'],
    ['@"2037-01-02T10:00:00@+07:00"', '2037-01-02T10:00+07:00'],
    ['@"2037-01-02T10:00:00@UTC+07:00"', '2037-01-02T10:00+07:00[UTC+07:00]'],
    ['@"2037-01-02T10:00:00@UTC+7"', null],
    ['@"2037-01-02T10:00:00@EST"', null],
    ['@"2037-01-02T10:00:00@CET"', '2037-01-02T10:00+01:00[CET]'],
    ['time("10:00:00@+07:00")', '10:00:00+07:00'],
    ['date and time(@"2037-01-02T10:00:00Z", "UTC+7")', '2037-01-02T17:00+07:00[UTC+07:00]'],
    ['date and time(@"2037-01-02T10:00:00Z", "+0730")', '2037-01-02T17:30+07:30'],
    ['date and time(@"2037-01-02T10:00:00", "+07")', '2037-01-02T10:00+07:00'],
    ['date and time(@"2037-01-02T10:00:00Z", "EST")', FAILS],
    ['date and time(@"2037-01-02T10:00:00Z", "+19:00")', FAILS],
  ]);
});
