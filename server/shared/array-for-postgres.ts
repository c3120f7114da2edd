import { jsonForPostgres, UNKNOWN_CHARACTER } from './json-for-postgres.ts';

const quote = (text: string): string =>
  `"${text.includes('"') || text.includes('\\') ? text.replace(/["\\]/g, '\\$&') : text}"`;

const elementOf = (value: unknown, type: string): string => {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'jsonb') return quote(jsonForPostgres(value));
  if (Array.isArray(value)) return quote(arrayForPostgres(value, 'text'));
  // An instant that is none has no text.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'NULL' : `"${value.toISOString()}"`;
  return quote(typeof value === 'string' ? value : JSON.stringify(value));
};

/**
 * Values of one column as the text of a PostgreSQL array. It knows no U+0000, which becomes U+FFFD.
 * @param type of the elements as PostgreSQL names it: `jsonb` ones are written as JSON, also texts and null inside them
 */
export const arrayForPostgres = (values: readonly unknown[], type: string): string =>
  `{${values.map((value) => elementOf(value, type)).join(',')}}`.replaceAll('\u0000', UNKNOWN_CHARACTER);
