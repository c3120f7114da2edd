import { FAILS, itEvaluates } from './feel-table.ts';

const papers = [
  { code: 'TK', copies: 1 },
  { code: 'GCS', copies: 2 },
  { code: 'CCCD', copies: 3 },
];

describe('paths', () => {
  itEvaluates([
    ['applicant.address.ward', 'Bến Nghé', { applicant: { address: { ward: 'Bến Nghé' } } }],
    ['applicant.phone', null, { applicant: {} }],
    ['applicant.phone.prefix', null],
    ['papers.code', ['TK', 'GCS', 'CCCD'], { papers }],
    ['{`họ và tên`: "A"}.`họ và tên`', 'A'],
    ['constructor', null, {}],
    ['applicant.constructor', null, { applicant: {} }],
  ]);
});

describe('filters', () => {
  itEvaluates([
    ['papers[copies > 1].code', ['GCS', 'CCCD'], { papers }],
    ['papers[item.copies > 1][1].code', 'GCS', { papers }],
    ['papers[code = wanted]', [{ code: 'TK', copies: 1 }], { papers, wanted: 'TK' }],
    ['[10, 20, 30][2]', 20],
    ['[10, 20, 30][-1]', 30],
    ['[10, 20, 30][position]', 30, { position: 3 }],
    ['[10, 20, 30][4]', null],
    ['[1, 2, 3][even(item)]', [2]],
    ['[][item > 1]', []],
    ['"text"[1]', null],
    ['[1, "a", 3][item > 1]', [3]],
  ]);
});

describe('loops', () => {
  itEvaluates([
    ['for i in 5, j in assert(1, false) return 1', FAILS],
    ['for x in [1, 2, 3] return x * 2', [2, 4, 6]],
    ['for x in 1..3 return x', [1, 2, 3]],
    ['for x in 3..1 return x', [3, 2, 1]],
    ['for x in 2..2 return x', [2]],
    ['for x in [1, 2], y in [10, 20] return x + y', [11, 21, 12, 22]],
    ['for i in 1..5 return if i <= 2 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5]],
    ['for x in 5 return x', null],
    ['some x in [1, 2, 3] satisfies x > 2', true],
    ['some x in [] satisfies x > 2', false],
    ['every x in [1, 2, 3] satisfies x > 0', true],
    ['every x in [1, 2, 3] satisfies x > 1', false],
    ['every p in papers satisfies p.copies > 0', true, { papers }],
    ['some x in [1, null] satisfies x > 2', null],
  ]);
});

describe('contexts and functions', () => {
  itEvaluates([
    ['{fee: 10, total: fee * 3}', { fee: 10, total: 30 }],
    ['{a: 1, a: 2}', { a: 2 }],
    ['{"__proto__": 1}.__proto__', 1],
    ['{double: function(x) x * 2, four: double(2)}.four', 4],
    ['{double: function(x) x * 2}', {}],
    ['{math: {twice: function(x) x * 2}, six: math.twice(3)}.six', 6],
    ['{f: function(a, b) a - b, r: f(b: 1, a: 5)}.r', 4],
    ['{outer: 3, f: function(x) x + outer, r: f(1)}.r', 4],
    ['unknown(1)', null],
    ['missing.call(1)', FAILS],
    ['[missing.call(1)]', FAILS],
    ['assert(1, 1 > 2)', FAILS],
    ['assert(1, true)', 1],
    ['is defined(assert(1, false, "no"))', FAILS],
  ]);
});

describe('list functions', () => {
  itEvaluates([
    ['count(union([1..null], [null, 1]))', 2],
    ['count(distinct values(append([null], [1..null])))', 1],
    ['append([1], [1..null]) = [1, null]', true],
    ['sort([2, 1], function(a, b) assert(a, a > 5) > b)', FAILS],
    ['sort([2, 1], function(a, b) modulo(1, 0) > b)', null],
    ['list contains([1, 2], 2)', true],
    ['list contains([1, null], null)', true],
    ['count([1, 2, 3])', 3],
    ['count(null)', null],
    ['min(3, 1, 2)', 1],
    ['max(["a", "c", "b"])', 'c'],
    ['max([1, "a"])', null],
    ['sum([])', null],
    ['sum([0.1, 0.2])', 0.3],
    ['sum([1, "a"])', null],
    ['mean([1, 2, 4])', 2.3333333333333335],
    ['median([3, 1, 2])', 2],
    ['stddev([1])', FAILS],
    ['mode([1, 2, 2, 1, 3])', [1, 2]],
    ['product([2, 3, 4])', 24],
    ['sublist([1, 2, 3, 4], 2)', [2, 3, 4]],
    ['sublist([1, 2, 3, 4], -2, 1)', [3]],
    ['append([1], 2, 3)', [1, 2, 3]],
    ['append([1], [2])', [1, [2]]],
    ['concatenate([1], [2, 3])', [1, 2, 3]],
    ['insert before([1, 3], 2, 2)', [1, 2, 3]],
    ['remove([1, 2, 3], 2)', [1, 3]],
    ['remove([1, 2, 3], -1)', [1, 2]],
    ['reverse([1, 2])', [2, 1]],
    ['index of([1, 2, 1], 1)', [1, 3]],
    ['union([1, 2], [2, 3])', [1, 2, 3]],
    ['distinct values([1, 1.0, {a: 1}, {a: 1}])', [1, { a: 1 }]],
    ['duplicate values([1, 2, 1, 3, 2])', [1, 2]],
    ['flatten([1, [2, [3]]])', [1, 2, 3]],
    ['sort([3, 1, 2], function(x, y) x < y)', [1, 2, 3]],
    ['sort([3, 1], function(x, y) "no")', null],
    ['sort([3, 1], function(x) true)', null],
    ['string join(["a", null, "b"], ", ", "[", "]")', '[a, b]'],
    ['all([true, null])', null],
    ['any([false, null, true])', true],
  ]);
});

describe('the order of entries', () => {
  itEvaluates([
    ['string({zeta: 1, alpha: 1, c: 1, n: 1})', '{zeta:1, alpha:1, c:1, n:1}'],
    ['string({zeta: 1, alpha: 1, c: 1, n: 1, inner: 1})', '{alpha:1, n:1, zeta:1, c:1, inner:1}'],
    ['string({zeta: 1, alpha: 1, c: 1, n: 1, f: function(x) x})', '{zeta:1, alpha:1, c:1, n:1}'],
    ['get entries(put({zeta: 1, alpha: 1, c: 1, n: 1}, "inner", 1)).key', ['alpha', 'n', 'zeta', 'c', 'inner']],
    ['string(c)', '{c:7, BB:2, Aa:6, BBAa:1, AaAa:3}', { c: { BBAa: 1, BB: 2, AaAa: 3, Aa: 6, c: 7 } }],
    ['string({"họ tên": 1, "ngày": 2, "😀": 3, "a b": 4, "é": 5})', '{họ tên:1, é:5, 😀:3, ngày:2, a b:4}'],
  ]);
});

describe('context functions', () => {
  itEvaluates([
    ['put({a: 1}, "a", function(x) 1)', { a: null }],
    ['{c: put({a: 1}, "b", function(x) x + 1), r: c.b(1)}.r', FAILS],
    ['{f: get value(put({}, "a", function(x) x + 1), "a"), r: f(1)}.r', 2],
    ['string(context merge(put({}, "a", function(x) x), {b: 1}))', '{a:function(x), b:1}'],
    ['put({a: 1}, "a", [1..null])', null],
    ['get value({a: {b: 1}}, ["a", "b"])', 1],
    ['get value({a: 1}, ["a", "b"])', null],
    ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
    ['context put({a: 1}, "b", 2)', { a: 1, b: 2 }],
    ['context put({a: 1}, ["x", "y", "z"], 2)', { a: 1, x: { y: { z: 2 } } }],
    ['context put({x: {a: 1}}, ["x", "b"], 2)', { x: { a: 1, b: 2 } }],
    ['context put({a: 1}, [], 2)', null],
    ['context merge([{a: 1, b: 1}, {b: 2}])', { a: 1, b: 2 }],
    ['context merge({a: 1}, 5)', null],
    ['context([{key: "a", value: 1}])', { a: 1 }],
    ['context([{key: "a"}])', null],
    ['get or else(missing, "không")', 'không'],
    ['is defined(applicant.name)', false, { applicant: {} }],
  ]);
});
