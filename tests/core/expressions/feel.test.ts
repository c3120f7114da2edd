import fc from 'fast-check';
import { createFeel } from '../../../core/expressions/feel.ts';

const feel = createFeel();

const problemOf = (text: string): string => {
  const compiled = feel.compile(text);
  return compiled.ok ? '' : compiled.problem;
};

const messageOf = (text: string): string => {
  const compiled = feel.compile(text);
  const result = compiled.ok ? compiled.expression.evaluate({ lookup: () => undefined, now: 0 }) : undefined;
  return result?.ok === false ? result.message : '';
};

describe('compilation', () => {
  it.each([
    '',
    '1 +',
    '(1',
    '[1, 2',
    '{a: }',
    '"open',
    'a b',
    'for x in [1] x',
    'if a then b',
    '1 between 2',
    '@5',
    'not 1',
  ])('refuses %j with a sentence that names it', (text) => {
    expect(problemOf(text)).toMatch(/is not valid FEEL: .+\.$/);
    expect(problemOf(text)).toContain(`"${text}"`);
  });

  it('says where the mistake is', () => {
    expect(problemOf('amount > > 5')).toContain('from "> 5" on (character 10)');
    expect(problemOf('amount >')).toContain('it ends too early');
  });

  it('refuses external functions', () => {
    const text = 'function(x) external {java: {class: "java.lang.Math", method signature: "abs(int)"}}';
    expect(problemOf(text)).toContain('external functions are disabled');
  });

  it('refuses an expression that is nested too deeply instead of breaking', () => {
    expect(problemOf('('.repeat(100_000))).toMatch(/nested too deeply|not valid/);
  });

  it('reads nested brackets in linear time', () => {
    const depth = 60;
    expect(problemOf(`f(${'[('.repeat(depth)}1${')]'.repeat(depth)})`)).toBe('');
  });

  it('ignores comments and line breaks', () => {
    expect(messageOf('1 // one\n + /* two */ 2')).toBe('');
  });

  it('compiles a text once', () => {
    expect(feel.compile('a + b')).toBe(feel.compile('a + b'));
  });
});

describe('failures', () => {
  it('tell the expression and the cause', () => {
    expect(messageOf('assert(a, a != null, "Thiếu a")')).toBe(
      'failed to evaluate expression \'assert(a, a != null, "Thiếu a")\': Assertion failure: Thiếu a',
    );
    expect(messageOf('? > 1')).toContain("'?' can only be used inside an unary-test");
    expect(messageOf('modulo(1, 0)')).toContain('Division by zero');
  });
});

describe('names of variables', () => {
  it.each([
    ['a + b.c', ['a', 'b']],
    ['for x in list return x + y', ['list', 'y']],
    ['some x in list, y in other satisfies x = y', ['list', 'other']],
    ['{a: b, c: a}', ['b']],
    ['function(x) x + y', ['y']],
    ['list[item.a > limit]', ['list', 'limit']],
    ['now() > due', ['due']],
    ['helper.call(a)', ['helper', 'a']],
    ['if a in (b, > c) then `d e` else "f"', ['a', 'b', 'c', 'd e']],
    ['order > 1 and nullable', ['order', 'nullable']],
    ['1 +', []],
  ])('%s reads %j', (text, names) => {
    expect(feel.variableNames(text)).toEqual(names);
  });
});

/** Parts of expressions, so that many of the random texts can be read and evaluated. */
const piece = fc.constantFrom(
  ...[
    'a',
    'x',
    '1',
    '0',
    '2.50',
    '-3',
    '"t"',
    'null',
    'true',
    '[1, 2]',
    '{a: 1}',
    '?',
    'duration("P1D")',
    '@"2026-03-09"',
  ],
  ...[' + ', ' - ', ' * ', ' / ', ' ** ', ' = ', ' < ', ' and ', ' or ', ' in ', '.', '..', ', ', '(', ')', '[', ']'],
  ...[
    'if ',
    ' then ',
    ' else ',
    'for x in ',
    ' return ',
    'some x in ',
    ' satisfies ',
    'not(',
    'sum(',
    'string(',
    '"',
    '`',
    '{',
  ],
);
const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  it('is refused with a sentence or evaluated to a value or a failure, and never throws', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const compiled = feel.compile(text);
        if (!compiled.ok) return expect(compiled.problem).toMatch(/\.$/);
        const result = compiled.expression.evaluate({
          lookup: (name) => (name === 'a' ? [1, { a: 2 }] : undefined),
          now: 0,
        });
        if (result.ok) return expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
        expect(result.message).toContain(text);
      }),
      { numRuns: 3000 },
    );
  });
});
