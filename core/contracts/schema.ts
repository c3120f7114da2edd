import type { FromSchema as Infer, JSONSchema } from 'json-schema-to-ts';

/** The TypeScript type of an `as const` JSON Schema: one source for check, type and document. */
export type FromSchema<S extends JSONSchema> = Infer<S>;

/** Shared pieces. Times are ISO 8601 with offset; keys are decimal text. */
export const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
export const instant = { type: 'string', format: 'date-time' } as const;
export const nullableInstant = { type: ['string', 'null'], format: 'date-time' } as const;
export const nullableText = { type: ['string', 'null'] } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const bilingual = {
  type: 'object',
  required: ['vi', 'en'],
  additionalProperties: false,
  properties: { vi: { type: 'string' }, en: { type: 'string' } },
} as const;
/** Any JSON object: form data, variables. */
export const freeObject = { type: 'object', additionalProperties: true } as const;
