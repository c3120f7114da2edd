import type { JsonValue, Variables } from '../../../core/contracts/json.ts';
import { createFeel } from '../../../core/expressions/feel.ts';

const feel = createFeel();

/** 2026-03-09T08:30:15Z, a Monday. */
export const NOW = Date.UTC(2026, 2, 9, 8, 30, 15);

export const FAILS = { fails: true } as const;

/** Value of an expression, or `FAILS` when its evaluation ends in a failure. */
export const evaluate = (text: string, variables: Variables = {}): JsonValue | typeof FAILS => {
  const compiled = feel.compile(text);
  if (!compiled.ok) throw new Error(compiled.problem);
  const lookup = (name: string): JsonValue | undefined =>
    Object.hasOwn(variables, name) ? variables[name] : undefined;
  const result = compiled.expression.evaluate({ lookup, now: NOW });
  return result.ok ? result.value : FAILS;
};

/** Whether unary tests hold for an input. */
export const holdsFor = (text: string, input: JsonValue, variables: Variables = {}): JsonValue => {
  const compiled = feel.compileUnaryTests(text);
  if (!compiled.ok) throw new Error(compiled.problem);
  const lookup = (name: string): JsonValue | undefined => (name === 'cellInput' ? input : variables[name]);
  const result = compiled.expression.evaluate({ lookup, now: NOW });
  if (!result.ok) throw new Error(result.message);
  return result.value;
};

/** An expression, what it gives, and the variables it sees. */
export type Row = readonly [text: string, expected: JsonValue | typeof FAILS, variables?: Variables];

/** One test per row. */
export const itEvaluates = (rows: readonly Row[]): void => {
  it.each(rows.map(([text, expected, variables]) => ({ text, expected, variables })))(
    '$text gives $expected',
    ({ text, expected, variables }) => {
      expect(evaluate(text, variables)).toEqual(expected);
    },
  );
};
