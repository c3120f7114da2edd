import type { JsonValue } from '../contracts/json.ts';
import type { Evaluation, VariableLookup } from '../expressions/expression.ts';
import type { Feel } from '../expressions/feel.ts';

/** Texts of models, compiled once. */
export type Expressions = {
  /** A text with a leading "=" is FEEL; any other is itself. */
  evaluate(text: string, lookup: VariableLookup, now: number): Evaluation;
};

/** Removes the "=" that makes a text of a model an expression. */
export const feelOf = (text: string): string => text.slice(1).trim();

/** The compiler remembers what it has compiled. */
export const createExpressions = (feel: Feel): Expressions => ({
  evaluate: (text, lookup, now) => {
    if (!text.startsWith('=')) return { ok: true, value: text };
    const compiled = feel.compile(feelOf(text));
    return compiled.ok ? compiled.expression.evaluate({ lookup, now }) : { ok: false, message: compiled.problem };
  },
});

/** Names of FEEL types as Zeebe's messages write them. */
export const typeName = (value: JsonValue): string => {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'ARRAY';
  return typeof value === 'object'
    ? 'OBJECT'
    : typeof value === 'boolean'
      ? 'BOOLEAN'
      : typeof value === 'number'
        ? 'NUMBER'
        : 'STRING';
};
