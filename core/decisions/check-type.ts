import type { FeelObject } from '../expressions/feel-object.ts';
import { kindOf, type Value } from '../expressions/value.ts';

type Kind = FeelObject['kind'];

const KINDS: { readonly [type: string]: readonly Kind[] } = {
  string: ['string'],
  number: ['number'],
  boolean: ['boolean'],
  time: ['zoned time', 'local time'],
  date: ['date'],
  dateTime: ['zoned date time', 'local date time'],
  dayTimeDuration: ['days and time duration'],
  yearMonthDuration: ['years and months duration'],
};

/**
 * A value against a type of the model. Null fits every type, and so does everything to types that are not built in.
 * @throws Error with a sentence that names both
 */
export const checkType = (value: Value, type: string | null): Value => {
  const name = type?.replace('feel:', '') ?? '';
  const kinds = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (value === null || kinds === undefined || kinds.includes(kindOf(value))) return value;
  throw new Error(`expected '${name}' but found '${kindOf(value)}'`);
};
