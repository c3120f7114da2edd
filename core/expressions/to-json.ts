import type { JsonValue } from '../contracts/json.ts';
import { contextEntries } from './contexts.ts';
import type { FeelObject } from './feel-object.ts';
import { numberToJson } from './number-conversion.ts';
import { temporalToJson } from './temporal/iso.ts';
import type { TemporalValue } from './temporal/temporal-value.ts';
import { type FeelNumber, isContext, type Value } from './value.ts';

const contextToJson = (entries: readonly (readonly [string, Value])[]): JsonValue => {
  const result: { [name: string]: JsonValue } = {};
  for (const [key, value] of entries) {
    // Defined, not assigned: "__proto__" is a key like any other.
    Object.defineProperty(result, key, { value: toJson(value), enumerable: true, writable: true, configurable: true });
  }
  return result;
};

/** Half of a symbol of two code units, as `substring` may leave it, has no form in UTF-8: it becomes a question mark. */
const encodable = (text: string): string => text.replace(/\p{Surrogate}/gu, '?');

/** A value as the engine writes it into a variable: temporal values as ISO texts; what has no JSON form becomes null. */
export const toJson = (value: Value): JsonValue => {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return encodable(value);
  if (typeof value === 'number') return numberToJson(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(toJson);
  if (isContext(value)) return contextToJson(contextEntries(value));
  return objectToJson(value as FeelObject);
};

const objectToJson = (value: FeelObject): JsonValue => {
  switch (value.kind) {
    case 'number':
      return numberToJson(value as unknown as FeelNumber);
    case 'range':
    case 'function':
    case 'error':
      return null;
    default:
      return temporalToJson(value as TemporalValue);
  }
};
