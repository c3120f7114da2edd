import type { JsonValue, Variables } from '../contracts/json.ts';
import { evaluateFeel, isExpression, isObject } from './feel-context.ts';
import type { FieldNode } from './resolve-fields.ts';
import { readAt } from './value-path.ts';

const isPlainOption = (value: JsonValue | undefined): value is JsonValue =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';

/** The value of one option as form-js reads it: a plain value, or `{label, value}`. */
const valueOfOption = (option: JsonValue): JsonValue[] => {
  if (isPlainOption(option)) return [option];
  if (!isObject(option)) return [];
  const { label, value } = option;
  if (isPlainOption(value)) return [value];
  return typeof label === 'string' && label !== '' && isObject(value) && Object.keys(value).length > 0 ? [value] : [];
};

/** Values that may be chosen. They come from the form, from the data the form began with, or from an expression: never from the sender. */
export const optionsOf = ({ field, context }: FieldNode, initial: Variables): JsonValue[] => {
  const source = isExpression(field.valuesExpression)
    ? evaluateFeel(field.valuesExpression, context)
    : field.valuesKey !== undefined
      ? readAt(initial, [field.valuesKey])
      : (field.values as JsonValue[] | undefined);
  return Array.isArray(source) ? source.flatMap(valueOfOption) : [];
};
