import type { JsonValue, Variables } from '../contracts/json.ts';
import { resolve } from './feel-context.ts';
import { localDateAt, resolveDateLimit } from './local-date.ts';
import { optionsOf } from './options-of.ts';
import type { FieldNode } from './resolve-fields.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Characters of one text, where the form sets no lower limit. */
const TEXT_CAP = 20_000;
/** Longest text that is tried against a pattern: the time a pattern takes can grow with a power of the length. */
const PATTERN_CAP = 500;
const FILE_CAP = 20;
const CHOICE_CAP = 500;

/** The HTML standard's address, as form-js and browsers check it. */
const EMAIL =
  "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";
/** E.164 with an international prefix. */
const PHONE = '^(\\+|00)[1-9]\\d{6,14}$';

const limitOf = (node: FieldNode, name: 'min' | 'max' | 'minLength' | 'maxLength'): number | string | undefined => {
  const value = resolve(node.field.validate?.[name], node.context);
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? value : undefined;
};
const lengthOf = (node: FieldNode, name: 'minLength' | 'maxLength'): number | undefined => {
  const value = Number(limitOf(node, name) ?? NaN);
  return Number.isFinite(value) && value >= 0 ? Math.ceil(value) : undefined;
};

const patternsOf = ({ field: { validate } }: FieldNode): string[] => [
  ...(validate?.pattern ? [validate.pattern] : []),
  ...(validate?.validationType === 'email' ? [EMAIL] : []),
  ...(validate?.validationType === 'phone' ? [PHONE] : []),
];

const textSchema = (node: FieldNode): JsonSchema => {
  const patterns = patternsOf(node);
  const maxLength = Math.min(lengthOf(node, 'maxLength') ?? TEXT_CAP, patterns.length > 0 ? PATTERN_CAP : TEXT_CAP);
  const minLength = lengthOf(node, 'minLength');
  return {
    type: 'string',
    maxLength,
    ...(node.field.validate?.required ? { minLength: 1 } : {}),
    if: { type: 'string', minLength: 1, maxLength: PATTERN_CAP },
    then: {
      ...(minLength === undefined ? {} : { minLength }),
      ...(patterns.length > 0 ? { allOf: patterns.map((pattern) => ({ pattern })) } : {}),
    },
  };
};

const numberSchema = (node: FieldNode): JsonSchema => {
  const { serializeToString, decimalDigits, increment, validate } = node.field;
  const min = limitOf(node, 'min');
  const max = limitOf(node, 'max');
  const own = serializeToString ? 'string' : 'number';
  return {
    type: validate?.required ? own : [own, 'null'],
    ...(serializeToString ? { numeric: true } : {}),
    ...(min === undefined ? {} : { atLeast: min }),
    ...(max === undefined ? {} : { atMost: max }),
    ...(decimalDigits === undefined ? {} : { decimalDigits }),
    ...(increment ? { increment } : {}),
  };
};

const choiceSchema = (node: FieldNode, initial: Variables): JsonSchema => {
  const options: JsonValue[] = optionsOf(node, initial);
  return { enum: node.field.validate?.required ? options : [...options, null] };
};

const choicesSchema = (node: FieldNode, initial: Variables): JsonSchema => ({
  type: 'array',
  uniqueItems: true,
  maxItems: CHOICE_CAP,
  items: { enum: optionsOf(node, initial) },
  ...(node.field.validate?.required ? { minItems: 1 } : {}),
});

const dateSchema = (node: FieldNode, now: number): JsonSchema => {
  const { subtype = 'date', timeSerializingFormat, disallowPassedDates, validate, properties } = node.field;
  const today = localDateAt(now);
  const notBefore = disallowPassedDates ? today : resolveDateLimit(properties?.['notBefore'], today);
  const notAfter = resolveDateLimit(properties?.['notAfter'], today);
  return {
    type: validate?.required ? 'string' : ['string', 'null'],
    moment: { subtype, ...(timeSerializingFormat === undefined ? {} : { timeSerializingFormat }) },
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
  };
};

const fileSchema = (node: FieldNode): JsonSchema => ({
  type: 'array',
  maxItems: resolve(node.field.multiple, node.context) === true ? FILE_CAP : 1,
  ...(node.field.validate?.required ? { minItems: 1 } : {}),
  items: {
    type: 'object',
    required: ['documentId'],
    additionalProperties: false,
    properties: {
      documentId: { type: 'string', minLength: 1, maxLength: 100 },
      name: { type: 'string', maxLength: 255 },
      size: { type: 'integer', minimum: 0 },
    },
  },
});

/** JSON Schema 2020-12 (with the keywords of validator-cache.ts) of one open field. @param now milliseconds since the epoch */
export const fieldSchema = (node: FieldNode, initial: Variables, now: number): JsonSchema => {
  switch (node.type) {
    case 'textfield':
    case 'textarea':
      return textSchema(node);
    case 'number':
      return numberSchema(node);
    case 'checkbox':
      return node.field.validate?.required ? { const: true } : { type: 'boolean' };
    case 'select':
    case 'radio':
      return choiceSchema(node, initial);
    case 'checklist':
    case 'taglist':
      return choicesSchema(node, initial);
    case 'datetime':
      return dateSchema(node, now);
    case 'filepicker':
      return fileSchema(node);
    case 'expression':
      return {};
  }
};
