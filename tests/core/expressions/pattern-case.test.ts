import { createFeel } from '../../../core/expressions/feel.ts';
import { FAILS, itEvaluates } from './feel-table.ts';

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

describe('patterns that JavaScript cannot follow', () => {
  const problemOf = (text: string): string => {
    const compiled = createFeel().compile(text);
    return compiled.ok ? '' : compiled.problem;
  };

  it.each([
    ['matches(code, "a++b")', 'calls matches(), and uses a possessive quantifier'],
    ['matches(code, "a{2}+")', 'a possessive quantifier'],
    ['replace(code, "[a-c&&[b]]", "x")', 'calls replace(), and uses an intersection of classes'],
    ['split(code, "[[:alpha:]]")', 'calls split(), and uses a class in a class'],
    ['extract(code, "(?>a)")', 'an atomic group or flags inside'],
    ['for c in codes return matches(c, "a(?i)b")', 'an atomic group or flags inside'],
    ['matches(input: code, pattern: "(a)\\1", flags: "i")', 'a back-reference without regard to case'],
    ['matches(code, "\\X")', '\\X'],
  ])('%s is refused and named', (text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  it.each(['matches(code, "(")', 'matches(code, "(a)\\1")', 'own.matches(code, "a++b")', '{matches: "a++b"}'])(
    '%s is accepted',
    (text) => {
      expect(problemOf(text)).toBe('');
    },
  );

  itEvaluates([
    ['matches("aab", pattern)', FAILS, { pattern: 'a++b' }],
    ['matches("aab", pattern)', null, { pattern: '(' }],
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
