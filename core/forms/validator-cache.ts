import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { Big } from 'big.js';
import type { JsonSchema } from './field-schema.ts';
import { isLocalDate, isLocalDateTime, isLocalTime } from './local-date.ts';

const CAPACITY = 200;

const toBig = (value: unknown): Big | undefined => {
  try {
    return typeof value === 'number' || typeof value === 'string' ? new Big(value) : undefined;
  } catch {
    return undefined;
  }
};
/** Compares exactly, also numbers that are kept as text; what is no number is another keyword's business. */
const compares = (test: (value: Big, limit: Big) => boolean) => (limit: number | string, data: unknown) => {
  const [value, bound] = [toBig(data), toBig(limit)];
  return value === undefined || bound === undefined || test(value, bound);
};
const decimalsOf = (value: Big): number => Math.max(0, value.c.length - 1 - value.e);

type Moment = { readonly subtype: string; readonly timeSerializingFormat?: string };
const isMoment = ({ subtype, timeSerializingFormat }: Moment, data: unknown): boolean => {
  if (typeof data !== 'string') return true;
  if (subtype === 'time') return isLocalTime(data, timeSerializingFormat);
  return subtype === 'datetime' ? isLocalDateTime(data, timeSerializingFormat) : isLocalDate(data);
};
const day = (data: unknown): string | undefined => (typeof data === 'string' ? data.slice(0, 10) : undefined);

/** `unicode: false`: lengths in UTF-16 units and patterns without `u`, as in form-js. */
const createAjv = (): Ajv2020 => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, unicodeRegExp: false, unicode: false, logger: false });
  const keyword = <L>(name: string, validate: (limit: L, data: unknown) => boolean) =>
    ajv.addKeyword({ keyword: name, validate: (limit: L, data: unknown) => validate(limit, data), errors: false });
  keyword<boolean>('numeric', (_, data) => typeof data !== 'string' || toBig(data) !== undefined);
  keyword(
    'atLeast',
    compares((value, limit) => value.gte(limit)),
  );
  keyword(
    'atMost',
    compares((value, limit) => value.lte(limit)),
  );
  keyword(
    'increment',
    compares((value, step) => step.eq(0) || value.mod(step).eq(0)),
  );
  keyword<number>('decimalDigits', (digits, data) => decimalsOf(toBig(data) ?? new Big(0)) <= digits);
  keyword('moment', isMoment);
  keyword<string>('notBefore', (limit, data) => (day(data) ?? limit) >= limit);
  keyword<string>('notAfter', (limit, data) => (day(data) ?? limit) <= limit);
  return ajv;
};

/**
 * Compiled schemas, least recently used out first. The schema's text is the key, so two schemas never share a validator;
 * what leaves the cache leaves ajv as well, which would keep every schema for ever.
 */
export const createValidatorCache = (capacity = CAPACITY) => {
  const ajv = createAjv();
  const compiled = new Map<string, { readonly schema: JsonSchema; readonly validate: ValidateFunction }>();
  const dropOldest = (): void => {
    const [oldest] = compiled;
    if (oldest === undefined || compiled.size <= capacity) return;
    compiled.delete(oldest[0]);
    ajv.removeSchema(oldest[1].schema);
  };
  return {
    get size(): number {
      return compiled.size;
    },
    /** Findings of ajv; empty when the data follow the schema. */
    validate(schema: JsonSchema, data: unknown): readonly ErrorObject[] {
      const text = JSON.stringify(schema);
      const entry = compiled.get(text) ?? { schema, validate: ajv.compile(schema) };
      compiled.delete(text);
      compiled.set(text, entry);
      dropOldest();
      return entry.validate(data) ? [] : [...(entry.validate.errors ?? [])];
    },
  };
};
