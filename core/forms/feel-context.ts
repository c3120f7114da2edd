import { evaluate, unaryTest } from '@bpmn-io/feelin';
import type { JsonValue, Variables } from '../contracts/json.ts';

/** What an expression sees: names of the data, and where it stands in lists. */
export type FieldContext = {
  readonly data: Variables;
  /** The innermost list row, or all data. */
  readonly this: JsonValue;
  readonly parent: Variables | null;
  /** Row numbers from 1, outermost first. */
  readonly i: readonly number[];
};

/** The names form-js gives to expressions; data wins over the plain special names, never over the underscored ones. */
const namesOf = ({ data, this: self, parent, i }: FieldContext): Record<string, unknown> => ({
  this: self,
  parent,
  i,
  ...data,
  _this_: self,
  _parent_: parent,
  _i_: i,
});

export const rootContext = (data: Variables): FieldContext => ({ data, this: data, parent: null, i: [] });

/** The context of row `index` (from 0) of a list that stands in `outer`. */
export const rowContext = (outer: FieldContext, row: JsonValue, index: number): FieldContext => ({
  data: outer.data,
  this: row,
  parent: namesOf({ ...outer, data: isObject(outer.this) ? outer.this : {} }) as Variables,
  i: [...outer.i, index + 1],
});

export const isObject = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');

/** FEEL speaks of dates and durations as objects; what a form keeps is JSON. */
const toJson = (value: unknown): JsonValue => {
  const text = JSON.stringify(value ?? null) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as JsonValue);
};

/** Value of a FEEL expression (`=…`); null when it cannot be evaluated, as in form-js. */
export const evaluateFeel = (expression: string, context: FieldContext): JsonValue => {
  try {
    return toJson((evaluate(expression.slice(1), namesOf(context)) as { value: unknown }).value);
  } catch {
    return null;
  }
};

/** A unary test (`=…`); only a clear yes is true, as in form-js. */
export const holds = (test: string | undefined, context: FieldContext): boolean => {
  if (!isExpression(test)) return false;
  try {
    return (unaryTest(test.slice(1), namesOf(context)) as { value: unknown }).value === true;
  } catch {
    return false;
  }
};

/** The value itself, or what its expression gives. */
export const resolve = <T extends JsonValue>(value: T | undefined, context: FieldContext): JsonValue | undefined =>
  isExpression(value) ? (evaluateFeel(value, context) ?? undefined) : value;
