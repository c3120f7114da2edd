import { cleanEscapes, quoteKeys } from './exact-keys.ts';
import type { Pair } from './read-pairs.ts';
import { topLevelFields } from './top-level-fields.ts';

/** A record as a row of the feed. Positions and keys in decimal digits, `timestamp` in milliseconds, `value` as JSON text. */
export type StoredRecord = {
  readonly partition: number;
  readonly position: number;
  readonly key: string;
  readonly timestamp: string;
  readonly valueType: string;
  readonly intent: string;
  readonly value: string;
};

/** What is wrong with a record; never holds its contents. */
export class BadRecord extends Error {}

type Fields = ReadonlyMap<string, string>;
const field = (fields: Fields, name: string, pattern: RegExp): string => {
  const text = fields.get(name);
  if (text === undefined) throw new BadRecord(`${name} is missing`);
  if (!pattern.test(text)) throw new BadRecord(`${name} is not as it should be`);
  return text;
};
const WHOLE = /^(-1|\d{1,18})$/;
const INT64 = /^(-1|\d{1,19})$/;
const NAME = /^"[A-Z_0-9]{1,100}"$/;
const nameField = (fields: Fields, name: string): string => field(fields, name, NAME).slice(1, -1);

const placeField = (fields: Fields, name: string, stated: number | undefined): number => {
  const own = Number(field(fields, name, WHOLE));
  if (stated !== undefined && stated !== own) throw new BadRecord(`${name} differs from the one of its action line`);
  return own;
};

const fieldsOf = (record: string): Fields => {
  if (record === '') throw new BadRecord('the record is missing');
  try {
    return topLevelFields(record);
  } catch (error) {
    // The parser's own message quotes the record, and administrators read the reason: a record may hold what they must not see.
    throw error instanceof SyntaxError ? new BadRecord('the record is no JSON object') : error;
  }
};

/**
 * Reads a record without going through JavaScript numbers.
 * @returns undefined for a command or a rejection: only events tell what has happened
 * @throws BadRecord
 */
export const parseRecord = (pair: Pair): StoredRecord | undefined => {
  const fields = fieldsOf(pair.record);
  const kind = fields.get('recordType');
  if (kind !== undefined && kind !== '"EVENT"') return undefined;
  const value = fields.get('value') ?? '';
  if (!value.startsWith('{')) throw new BadRecord('value is no object');
  return {
    partition: placeField(fields, 'partitionId', pair.partition),
    position: placeField(fields, 'position', pair.position),
    key: field(fields, 'key', INT64),
    timestamp: field(fields, 'timestamp', WHOLE),
    valueType: nameField(fields, 'valueType'),
    intent: nameField(fields, 'intent'),
    value: cleanEscapes(quoteKeys(value)),
  };
};
