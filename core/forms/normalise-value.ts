import type { JsonValue } from '../contracts/json.ts';
import { emptyValueOf, type ValueType } from './field-kinds.ts';

/** Control characters other than tab and line ends, and halves of surrogate pairs: no keyboard sends them, no jsonb stores them. */
const unstorable =
  // eslint-disable-next-line no-control-regex -- these are the characters to take out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text as it is compared, measured and stored: NFC, without outer space, of storable characters. */
export const normaliseText = (text: string): string => text.replace(unstorable, '').normalize('NFC').trim();

const normaliseItem = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return normaliseText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, typeof inner === 'string' ? normaliseText(inner) : inner]),
  );
};

/** Strings of a field's value in their stored form; null stands for "not answered" whatever the type. */
export const normaliseValue = (type: ValueType, value: JsonValue | undefined): JsonValue => {
  if (value === undefined || value === null) return emptyValueOf(type);
  if (Array.isArray(value)) return value.map(normaliseItem);
  if (typeof value === 'string') {
    const text = normaliseText(value);
    return text === '' ? emptyValueOf(type) : text;
  }
  return value;
};
