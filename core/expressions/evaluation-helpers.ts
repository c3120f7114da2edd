import type { FeelObject } from './feel-object.ts';
import type { Scope } from './scope.ts';
import { FatalError, FeelError, type Value } from './value.ts';

/** A compiled node. */
export type Evaluate = (scope: Scope) => Value;

export const isError = (value: Value): value is FeelError => value instanceof FeelError;

export const isFatal = (value: Value): boolean => value instanceof FatalError;

export const nullOnError = (value: Value): Value =>
  value instanceof FeelError && !(value instanceof FatalError) ? null : value;

/** Inside of a list or context a fatal error is like any other. */
export const plainError = (value: FeelError): FeelError => (isFatal(value) ? new FeelError(value.message) : value);

export const error = (message: string): FeelObject => new FeelError(message);
