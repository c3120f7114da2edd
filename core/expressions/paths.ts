import { contextValue } from './contexts.ts';
import { type Evaluate, isError } from './evaluation-helpers.ts';
import { propertyOf } from './properties.ts';
import { isContext, isList, type Value } from './value.ts';

/** An entry of a context, the property of a value, or the list of both of the items of a list; null when missing. */
export const follow = (base: Value, key: string): Value => {
  if (isError(base)) return base;
  if (isList(base)) return base.map((item) => follow(item, key));
  return (isContext(base) ? contextValue(base, key) : propertyOf(base, key)) ?? null;
};

export const compilePath =
  (base: Evaluate, key: string): Evaluate =>
  (scope) =>
    follow(base(scope), key);

/** A missing variable is null. */
export const compileReference = ([name = '', ...keys]: readonly string[]): Evaluate => {
  if (keys.length === 0) return (scope) => scope.variable(name) ?? null;
  return (scope) => keys.reduce(follow, scope.variable(name) ?? null);
};
