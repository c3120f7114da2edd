import { error, type Evaluate, isError, plainError } from './evaluation-helpers.ts';
import type { ValueKind } from './feel-object.ts';
import { InnerScope } from './scope.ts';
import type { RangeNode } from './syntax.ts';
import { FeelContext, FeelFunction, FeelRange, kindOf, type Value } from './value.ts';

/** An item that is an error makes the whole list one. */
export const compileList =
  (items: readonly Evaluate[]): Evaluate =>
  (scope) => {
    const values: Value[] = [];
    for (const item of items) {
      const value = item(scope);
      if (isError(value)) return plainError(value);
      values.push(value);
    }
    return values;
  };

/** An entry of a context. One that makes functions keeps the scope that they were written in. */
export type CompiledEntry = { readonly key: string; readonly value: Evaluate; readonly makesFunctions: boolean };

/** Each entry sees the entries before it, but no function sees itself. */
export const compileContext =
  (entries: readonly CompiledEntry[]): Evaluate =>
  (scope) => {
    const variables = new Map<string, Value>();
    const functions = new Map<string, FeelFunction>();
    const inner = new InnerScope(scope, variables, functions);
    for (const { key, value: entry, makesFunctions } of entries) {
      const value = entry(makesFunctions ? new InnerScope(scope, new Map(variables), new Map(functions)) : inner);
      if (isError(value)) return plainError(value);
      if (value instanceof FeelFunction) functions.set(key, value);
      else variables.set(key, value);
    }
    return new FeelContext(variables, functions);
  };

const IN_RANGES: ReadonlySet<ValueKind> = new Set([
  'number',
  'date',
  'local time',
  'zoned time',
  'local date time',
  'zoned date time',
  'years and months duration',
  'days and time duration',
]);

/** A range as a value: argument of the range functions. */
export const compileRange =
  ({ isStartClosed, isEndClosed }: RangeNode, start: Evaluate, end: Evaluate): Evaluate =>
  (scope) => {
    const [from, to] = [start(scope), end(scope)];
    if (isError(from)) return from;
    if (isError(to)) return to;
    const kind = kindOf(from);
    if (!IN_RANGES.has(kind) || kind !== kindOf(to))
      return error('The ends of a range must have one type with an order');
    return new FeelRange({ value: from, isClosed: isStartClosed }, { value: to, isClosed: isEndClosed });
  };
