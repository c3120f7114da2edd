import { contextEntries, contextOf, contextValue, plainContext } from '../contexts.ts';
import { inEngineOrder } from '../entry-order.ts';
import { isError } from '../evaluation-helpers.ts';
import { type FeelContext, type FeelFunction, isContext, isList, type JsonContext, type Value } from '../value.ts';
import { type Body, define, defineVariadic, type Functions } from './define.ts';

type Context = FeelContext | JsonContext;

const isTexts = (list: readonly Value[]): list is readonly string[] => list.every((item) => typeof item === 'string');

const entriesOf = (parameter: string): FeelFunction =>
  define([parameter], (context = null) =>
    isContext(context)
      ? inEngineOrder(contextEntries(context)).map(([key, value]) =>
          contextOf([
            ['key', key],
            ['value', value],
          ]),
        )
      : undefined,
  );

const valueAt = (context: Context, [key, ...rest]: readonly string[]): Value => {
  const value = key === undefined ? null : (contextValue(context, key) ?? null);
  if (rest.length === 0) return value;
  return isContext(value) ? valueAt(value, rest) : null;
};

const getValue: Body = (context = null, key = null) => {
  if (!isContext(context)) return undefined;
  if (typeof key === 'string') return contextValue(context, key) ?? null;
  if (!isList(key)) return undefined;
  return isTexts(key) ? valueAt(context, key) : null;
};

const withEntry = (context: Context, key: string, value: Value): FeelContext =>
  plainContext([...contextEntries(context), [key, value]]);

/** Contexts on the way are made where they are missing. */
const putAt = (context: Context, [key = '', ...rest]: readonly string[], value: Value): FeelContext => {
  if (rest.length === 0) return withEntry(context, key, value);
  const inner = contextValue(context, key) ?? null;
  return withEntry(context, key, putAt(isContext(inner) ? inner : {}, rest, value));
};

const put: Body = (context = null, key = null, value = null) => {
  if (!isContext(context) || isError(value)) return undefined;
  if (typeof key === 'string') return withEntry(context, key, value);
  if (!isList(key)) return undefined;
  if (key.length === 0) return null;
  return isTexts(key) ? putAt(context, key, value) : undefined;
};

const merge = defineVariadic(['contexts'], (contexts = null) => {
  if (!isList(contexts) || !contexts.every(isContext)) return null;
  return plainContext(contexts.flatMap((context) => [...contextEntries(context)]));
});

/** An entry `{key, value}`; undefined when it is none. */
const keyAndValue = (entry: Value): readonly [string, Value] | undefined => {
  if (!isContext(entry)) return undefined;
  const [key, value] = [contextValue(entry, 'key'), contextValue(entry, 'value')];
  return typeof key === 'string' && value !== undefined ? [key, value] : undefined;
};

const fromEntries: Body = (entries = null) => {
  if (!isList(entries)) return null;
  const pairs = entries.map(keyAndValue);
  return pairs.every((pair) => pair !== undefined) ? plainContext(pairs) : null;
};

const putByKey = define(['context', 'key', 'value'], put);

export const contextFunctions: Functions = {
  'get entries': [entriesOf('context'), entriesOf('m')],
  'get value': [
    define(['m', 'key'], getValue),
    define(['context', 'key'], getValue),
    define(['context', 'keys'], (context = null, keys = null) => (isList(keys) ? getValue(context, keys) : undefined)),
  ],
  'context put': [
    putByKey,
    define(['context', 'keys', 'value'], (context = null, keys = null, value = null) =>
      isList(keys) ? put(context, keys, value) : undefined,
    ),
  ],
  put: [putByKey],
  'context merge': [merge],
  'put all': [merge],
  context: [define(['entries'], fromEntries)],
};
