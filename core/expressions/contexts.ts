import { FeelContext, FeelFunction, type JsonContext, type Value } from './value.ts';

export const contextKeys = (context: FeelContext | JsonContext): readonly string[] =>
  context instanceof FeelContext ? [...context.variables.keys()] : Object.keys(context);

/** @returns undefined when there is no such entry */
export const contextValue = (context: FeelContext | JsonContext, key: string): Value | undefined => {
  if (context instanceof FeelContext) return context.variables.get(key);
  return Object.hasOwn(context, key) ? context[key] : undefined;
};

export const contextEntries = (context: FeelContext | JsonContext): readonly (readonly [string, Value])[] =>
  context instanceof FeelContext ? [...context.variables] : Object.entries(context);

export const contextFunction = (context: FeelContext | JsonContext, key: string): FeelFunction | undefined =>
  context instanceof FeelContext ? context.functions.get(key) : undefined;

/** As functions and decision tables make it: a function is an entry like any other, and cannot be called. */
export const plainContext = (entries: Iterable<readonly [string, Value]>): FeelContext =>
  new FeelContext(new Map(entries));

/** As an expression makes it: functions can be called by their name, but are no entries. */
export const contextOf = (entries: Iterable<readonly [string, Value]>): FeelContext => {
  const variables = new Map<string, Value>();
  const functions = new Map<string, FeelFunction>();
  for (const [key, value] of entries) {
    if (value instanceof FeelFunction) functions.set(key, value);
    else variables.set(key, value);
  }
  return new FeelContext(variables, functions);
};
