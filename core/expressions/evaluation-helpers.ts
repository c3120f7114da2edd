import type { FeelObject } from './feel-object.ts';
import type { Scope } from './scope.ts';
import { FeelError, type Value } from './value.ts';

/** A compiled node. */
export type Evaluate = (scope: Scope) => Value;

export const isError = (value: Value): value is FeelError => value instanceof FeelError;

export const nullOnError = (value: Value): Value => (value instanceof FeelError ? null : value);

export const error = (message: string): FeelObject => new FeelError(message);
