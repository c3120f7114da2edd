import type { JsonValue } from '../contracts/json.ts';
import type { FormComponent } from './form-schema.ts';

/** Components that hold a value. */
export const valueTypes = [
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'select',
  'radio',
  'checklist',
  'taglist',
  'datetime',
  'filepicker',
  'expression',
] as const;
export type ValueType = (typeof valueTypes)[number];

/** Components that only show something. */
export const viewTypes = [
  'text',
  'html',
  'image',
  'table',
  'spacer',
  'separator',
  'button',
  'documentPreview',
  'iframe',
] as const;

export const containerTypes = ['group', 'dynamiclist'] as const;

export const isValueType = (type: string): type is ValueType => (valueTypes as readonly string[]).includes(type);
export const isKnownType = (type: string): boolean =>
  isValueType(type) ||
  (viewTypes as readonly string[]).includes(type) ||
  (containerTypes as readonly string[]).includes(type);

export const isList = (field: FormComponent): boolean => field.type === 'dynamiclist';

/** What an unanswered field holds: the words form-js uses, so that conditions see the same on both sides. */
export const emptyValueOf = (type: ValueType): JsonValue => {
  switch (type) {
    case 'textfield':
    case 'textarea':
      return '';
    case 'checkbox':
      return false;
    case 'checklist':
    case 'taglist':
    case 'filepicker':
      return [];
    case 'number':
    case 'select':
    case 'radio':
    case 'datetime':
    case 'expression':
      return null;
  }
};

/** True for null, "", [] and undefined: nothing was answered. */
export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
