import { FAILS, itEvaluates } from './feel-table.ts';

describe('text functions', () => {
  itEvaluates([
    ['substring("Bến Nghé", 5)', 'Nghé'],
    ['substring("abcdef", -3, 2)', 'de'],
    ['substring("abc", 10)', FAILS],
    ['string length("hộ tịch")', 7],
    ['upper case("hộ tịch")', 'HỘ TỊCH'],
    ['substring before("H29.101", ".")', 'H29'],
    ['substring after("H29.101", ".")', '101'],
    ['substring before("abc", "a")', ''],
    ['contains("abc", "")', true],
    ['contains("abc", 1)', null],
    ['starts with("H29.101", "H29")', true],
    ['ends with("H29.101", "101")', true],
    ['"a\\nb"', 'a\nb'],
    ['"a\\"b"', 'a"b'],
    ['"\\d+"', '\\d+'],
  ]);
});

describe('patterns as in Java', () => {
  itEvaluates([
    ['matches("0912345678", "^0\\d{9}$")', true],
    ['matches("091234567", "^0\\d{9}$")', false],
    ['matches("ABC", "abc")', false],
    ['matches("ABC", "abc", "i")', true],
    ['matches("ABC", "(?i)abc")', true],
    ['matches("a\\nb", "a.b")', false],
    ['matches("a\\nb", "a.b", "s")', true],
    ['matches("a\\nb", "^b$", "m")', true],
    ['matches("ab", "a b # text", "x")', true],
    ['matches("Ế", "\\p{Lu}")', true],
    ['matches("x", "\\p{Alpha}")', true],
    ['matches("1", "\\p{Alpha}")', false],
    ['matches("x", "[^\\p{Digit}]")', true],
    ['matches("a@b.vn", "^[\\w.-]+@[\\w-]+\\.vn$")', true],
    ['matches("a-b", "a\\-b")', true],
    ['matches("a]b", "a]b")', true],
    ['matches("x{y", "x\\{y")', true],
    ['matches("aaa", "^a{2,3}$")', true],
    ['matches("1+1", "\\Q1+1\\E")', true],
    ['matches("abc", "\\Aabc\\z")', true],
    ['matches("x", "(")', null],
    ['matches("x", "[]")', null],
    ['matches("x", "\\0")', null],
    ['replace("a1b22", "\\d+", "#")', 'a#b#'],
    ['replace("Nguyen Van", "(\\w+) (\\w+)", "$2 $1")', 'Van Nguyen'],
    ['replace("ab", "(?<x>a)", "${x}${x}")', 'aab'],
    ['replace("ab", "(a)", "$10")', 'a0b'],
    ['replace("ab", "a", "$1")', null],
    ['replace("ab", "a", "\\$")', '$b'],
    ['split("a, b,c", ",\\p{Space}*")', ['a', 'b', 'c']],
    ['split("a, b,c", ",\\\\p{Space}*")', null],
    ['split("a1b2", "\\d")', ['a', 'b', '']],
    ['split("abc", "")', ['a', 'b', 'c', '']],
    ['split("", ",")', ['']],
    ['extract("references 1234, 1256", "12[0-9]*")', ['1234', '1256']],
  ]);
});

describe('text of a value', () => {
  itEvaluates([
    ['string(1.50)', '1.50'],
    ['string(2.50 * 2)', '5.00'],
    ['string(1 / 8)', '0.125'],
    ['string(0.0000001)', '1E-7'],
    ['string(9007199254740993)', '9007199254740993'],
    ['string(9007199254740993 + 1)', '9007199254740994'],
    ['string(round up(1234, -2))', '1.3E+3'],
    ['string(1 / 3)', '0.3333333333333333333333333333333333'],
    ['string(2 / 3)', '0.6666666666666666666666666666666667'],
    ['string(true)', 'true'],
    ['string(null)', null],
    ['string([1, "a", null])', '[1, a, null]'],
    ['string({a: "b", c: {d: 1}})', '{a:b, c:{d:1}}'],
    ['string(amount)', '1.5', { amount: 1.5 }],
    ['number("1e3")', 1000],
    ['number("1 234,5", " ", ",")', 1234.5],
    ['number("1.234", ",", ",")', null],
    ['number("abc")', null],
  ]);
});
