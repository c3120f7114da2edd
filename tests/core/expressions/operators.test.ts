import { FAILS, itEvaluates } from './feel-table.ts';

describe('arithmetic', () => {
  itEvaluates([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ** 10', 1024],
    ['2 ** -2', 0.25],
    ['2 ** 0.5', Math.SQRT2],
    ['7 / 2', 3.5],
    ['0.1 + 0.2', 0.3],
    ['1.1 * 1.1', 1.21],
    ['-fee', -15_000, { fee: 15_000 }],
    ['5 - -3', 8],
    ['1 / 0', null],
    ['1 + null', null],
    ['missing + 1', null],
    ['"Hồ sơ " + "số 1"', 'Hồ sơ số 1'],
    ['"a" + 1', null],
    ['-"a"', null],
    ['9007199254740993 - 9007199254740992', 1],
    ['(1 / 3) * 3', 1],
    ['10 ** 40 / 10 ** 38', 100],
    ['0 ** -1', FAILS],
  ]);
});

describe('comparison', () => {
  itEvaluates([
    ['age >= 18', true, { age: 18 }],
    ['age < 18', false, { age: 18 }],
    ['"a" < "b"', true],
    ['1 = 1.0', true],
    ['1 != 2', true],
    ['1 = "1"', null],
    ['1 != "1"', null],
    ['null = null', true],
    ['missing = null', true],
    ['1 = null', false],
    ['1 != null', true],
    ['missing > 3', null],
    ['true > false', null],
    ['[1, 2] = [1, 2]', true],
    ['[1, 2] = [2, 1]', false],
    ['{a: 1} = {a: 1}', true],
    ['{a: 1} = context', true, { context: { a: 1 } }],
    ['[1] < [2]', FAILS],
    ['age between 14 and 18', true, { age: 16 }],
    ['age between 14 and 18', false, { age: 19 }],
    ['date("2026-01-02") > date("2026-01-01")', true],
    ['time("08:00:00+07:00") = time("01:00:00Z")', false],
    ['time("08:00:00+07:00") <= time("01:00:00Z")', true],
  ]);
});

describe('logic with three values', () => {
  itEvaluates([
    ['true and null', null],
    ['null and true', null],
    ['false and null', false],
    ['null and false', false],
    ['true or null', true],
    ['null or true', true],
    ['null or false', null],
    ['1 and true', null],
    ['not(null)', null],
    ['not(1)', null],
    ['if null then "yes" else "no"', 'no'],
    ['if "x" then "yes" else "no"', 'no'],
    ['if amount > 10 then "high" else "low"', 'high', { amount: 11 }],
  ]);
});

describe('in and instance of', () => {
  itEvaluates([
    ['5 in [1..5]', true],
    ['5 in [1..5)', false],
    ['5 in ]4..6[', true],
    ['5 in (> 10, 5)', true],
    ['"b" in ["a", "b"]', true],
    ['"c" in ("a", "b")', false],
    ['5 in ? > 4', true],
    ['null in [1..3]', null],
    ['1 instance of number', true],
    ['"a" instance of number', false],
    ['date("2026-01-01") instance of date', true],
    ['duration("P1Y") instance of years and months duration', true],
    ['duration("P1D") instance of `day-time-duration`', true],
    ['null instance of Any', false],
    ['[] instance of list', true],
    ['{} instance of context', true],
    ['(function(x) x) instance of function', true],
  ]);
});
