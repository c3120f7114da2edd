import { createFeel } from '../../../core/expressions/feel.ts';
import { evaluate, FAILS, itEvaluates } from './feel-table.ts';

describe('patterns without regard to case', () => {
  itEvaluates([
    ['matches("ĐƯỜNG", "đường", "i")', false],
    ['matches("ĐƯỜNG", "(?iu)đường")', true],
    ['matches("xABCx", "[a-c]{3}", "i")', true],
    ['matches("xabcx", "[A-C]{3}", "i")', true],
    ['matches("Z", "[0-z]", "i")', true],
    ['matches("a", "[^A]", "i")', false],
    ['matches("a-b", "[A-]-b", "i")', true],
    ['matches("A", "\\p{Ll}", "i")', true],
    ['matches("A", "\\p{Ll}")', false],
    ['matches("A", "\\p{Lower}", "i")', true],
    ['matches("x1", "X\\d", "i")', true],
    ['matches("a.b", "\\QA.B\\E", "i")', true],
    ['matches("a+b", "\\QA.B\\E", "i")', false],
    ['replace("Aa", "(?<N>a)", "<${N}>", "i")', '<A><a>'],
    ['extract("aXbx", "(?i)x")', ['X', 'x']],
  ]);
});

describe('patterns that this engine has not', () => {
  const problemOf = (text: string): string => {
    const compiled = createFeel().compile(text);
    return compiled.ok ? '' : compiled.problem;
  };

  it.each([
    ['matches(code, "\\X")', 'calls matches(), and uses \\X'],
    ['split(code, "\\N{DIGIT ONE}")', 'calls split(), and uses the name of a symbol'],
    ['extract(code, "(?U)a")', 'the flag U'],
    ['for c in codes return matches(c, "\\p{InGreek}")', 'a block of Unicode'],
    ['matches(input: code, pattern: "\\p{blk=Greek}", flags: "i")', 'a block of Unicode'],
  ])('%s is refused and named', (text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  it.each(['matches(code, "(")', 'matches(code, "(?>a)")', 'own.matches(code, "\\X")', '{matches: "\\X"}'])(
    '%s is accepted',
    (text) => {
      expect(problemOf(text)).toBe('');
    },
  );

  itEvaluates([
    ['matches("aab", pattern)', FAILS, { pattern: '\\X' }],
    ['matches("aab", pattern)', true, { pattern: 'a++b' }],
    ['matches("aab", pattern)', null, { pattern: '(' }],
    ['matches("a", "\\N")', null],
    ['matches("a", "\\N{1,2}")', null],
    ['replace("a\r\nb\n", "\\R{2}", "x")', 'a\r\nb\n'],
    ['replace("a\r\nb\n", "\\R\\n", "x")', 'axb\n'],
    ['matches("a\n\nb", "(?<=a\\R{1,3})b")', true],
    ['matches("ab", "(?<!\\R+)b")', null],
    ['split("(a)", "[abc](?<=[a-c]😀*){1,2}")', ['(a)']],
  ]);
});

describe('texts with symbols of two code units', () => {
  itEvaluates([
    ['substring("😀a", 2)', '?a'],
    ['substring("😀a", 1, 1)', '?'],
    ['substring("😀a", 3)', 'a'],
    ['[substring("😀", 1, 1)]', ['?']],
  ]);
});

describe('patterns go the ways of java.util.regex', () => {
  itEvaluates([
    ['matches("aab", "a++ab")', false],
    ['matches("aab", "(?>a+)ab")', false],
    ['matches("aab", "(?>a+?)ab")', true],
    ['extract("<a><b>", "<.+?>")', ['<a>', '<b>']],
    ['extract("aaaa", "a{1,3}?a")', ['aa', 'aa']],
    ['extract("abab", "(?:ab){2}")', ['abab']],
    ['matches("aBC", "(?:a(?i)b)c")', false],
    ['matches("AB", "(?-i)a", "i")', false],
    ['matches("ab", "a # first\n b", "x")', true],
    ['matches("a b", "a[ ]b", "x")', null],
    ['extract("abcdef", "[a-e&&[^bd]]")', ['a', 'c', 'e']],
    ['extract("a-b1", "[a-c[-1]]")', ['a', '-', 'b', '1']],
    ['extract("]a^", "[]^]")', [']', '^']],
    ['matches("h", "(.)\\3")', false],
    ['matches("aa0", "(a)\\10")', true],
    ['replace("2037-2038", "(?<y>\\d+)-(\\d+)", "$2/${y}")', '2038/2037'],
    ['replace("abc", "()*b", "[$1]")', 'a[]c'],
    ['replace("abab", "(a|b)+", "$1")', 'b'],
    ['replace("abc", "x*", "-")', '-a-b-c-'],
    ['extract("aabab", "\\Ga")', ['a', 'a']],
    ['split("a\r\nb\nc", "\\R")', ['a', 'b', 'c']],
    ['extract("TT-34 HS-12", "(?<!HS-|\\d)\\d+")', ['34']],
    ['matches("xaab", "(?<=xa*)b")', true],
    ['matches("xaab", "(?<=x*a*)b")', false],
    ['matches("xaab", "(?<=x(a|b)*)b")', null],
    ['matches("x😀b", "(?<=x.)b")', false],
    ['matches("😀b", "(?<=😀)b")', true],
    ['replace("1234567", "(?<=\\d)(?=(\\d{3})+$)", ".")', '1.234.567'],
    ['extract("a1ab", "a(?!\\d)")', ['a']],
    ['extract("Đường 12", "\\p{Lu}\\p{Ll}+")', ['Đường']],
    ['matches("a", "\\p{Nothing}")', null],
    ['matches("a", "\\p{IsUppercase}", "i")', true],
    ['matches("a\n", "a$")', true],
    ['matches("a\n\n", "a$")', false],
    ['matches("a\nb", "^b", "m")', true],
    ['matches("a\n", "a\\z")', false],
    ['matches("a", "[b-a]")', null],
    ['matches("a", "a{2,1}")', null],
    ['matches("a", "(?i)*a")', null],
    ['matches("a", "**")', null],
    ['matches("a", "\\k<no>")', null],
    ['replace("a", "a", "$1")', null],
    ['matches("A", "\\x41\\u0042?\\0103?")', true],
    ['extract("😀😀a", "😀{2}")', ['😀😀']],
  ]);

  it('gives up on a pattern that tries out too much, instead of holding up everybody', () => {
    expect(evaluate('matches(text, "^(([a-z])+.)+[A-Z]([a-z])+$")', { text: 'ab'.repeat(60) })).toBe(FAILS);
  });

  it('gives up on a text that is too long for a pattern of groups', () => {
    expect(evaluate('matches(text, "^(a|b)*$")', { text: 'ab'.repeat(50_000) })).toBe(FAILS);
    expect(evaluate('matches(text, "^[ab]*$")', { text: 'ab'.repeat(50_000) })).toBe(true);
  });
});
