import type { JsonValue } from '../contracts/json.ts';

/** Equal as texts: also the order of an object's names counts, as it does in Zeebe's encoded values. */
export const isSameJson = (a: JsonValue, b: JsonValue): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
