import type { Decimal } from './decimal.ts';
import { FeelObject, type ValueKind } from './feel-object.ts';

/**
 * A JSON number stands for the decimal it prints as; a `Decimal` for one that does not fit, or whose scale matters.
 * JSON objects and arrays are contexts and lists as they are, so that variables need no conversion.
 */
export type FeelNumber = number | Decimal;

export type JsonContext = { readonly [name: string]: Value };

export type Value = null | boolean | string | number | readonly Value[] | JsonContext | FeelObject;

/** An evaluation that went wrong in a place where the surrounding expression may still turn it into null. */
export class FeelError extends FeelObject {
  readonly kind = 'error';
  readonly message: string;

  constructor(message: string) {
    super();
    this.message = message;
  }
}

/**
 * What `?` gives where it has no meaning: an error that no operator turns into null, so that the unary test around it can be evaluated again
 * with a meaning. Functions that take any value take it too.
 */
export class FatalError extends FeelError {}

/** Ends an evaluation: nothing around it can turn it into null. */
export class EvaluationFailure extends Error {}

/** A failed `assert`: not even the functions that take failures of their parts can go on after it. */
export class AssertionFailure extends EvaluationFailure {}

export class FeelFunction extends FeelObject {
  readonly kind = 'function';
  readonly parameters: readonly string[];
  /** Takes one value per parameter; with variable arguments the last one is a list of the rest. */
  readonly invoke: (args: readonly Value[]) => Value;
  readonly hasVariableArguments: boolean;

  constructor(parameters: readonly string[], invoke: (args: readonly Value[]) => Value, hasVariableArguments = false) {
    super();
    this.parameters = parameters;
    this.invoke = invoke;
    this.hasVariableArguments = hasVariableArguments;
  }
}

/** Hides a built-in function where there is none: its arguments are not even looked at. */
export class AbsentFunction extends FeelFunction {
  constructor(parameters: readonly string[]) {
    super(parameters, () => null);
  }
}

export type RangeBoundary = { readonly value: Value; readonly isClosed: boolean };

export class FeelRange extends FeelObject {
  readonly kind = 'range';
  readonly start: RangeBoundary;
  readonly end: RangeBoundary;

  constructor(start: RangeBoundary, end: RangeBoundary) {
    super();
    this.start = start;
    this.end = end;
  }
}

/** A context made by an expression. Its functions can be called, but are no variables. */
export class FeelContext extends FeelObject {
  readonly kind = 'context';
  readonly variables: ReadonlyMap<string, Value>;
  readonly functions: ReadonlyMap<string, FeelFunction>;

  constructor(variables: ReadonlyMap<string, Value>, functions: ReadonlyMap<string, FeelFunction> = new Map()) {
    super();
    this.variables = variables;
    this.functions = functions;
  }
}

/** A context from a variable of a decision. Such contexts are the same when their contents are, while others are when they are one. */
export class SharedContext extends FeelContext {}

export const kindOf = (value: Value): ValueKind => {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      if (Array.isArray(value)) return 'list';
      return value instanceof FeelObject ? value.kind : 'context';
  }
};

export const isNumber = (value: Value): value is FeelNumber & Value =>
  typeof value === 'number' || (value instanceof FeelObject && value.kind === 'number');

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isContext = (value: Value): value is FeelContext | JsonContext => kindOf(value) === 'context';
