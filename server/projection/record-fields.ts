import type { JsonValue } from '../../core/contracts/json.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Text of a record; absent = "". */
export const textField = (value: Fields, name: string): string => {
  const field = value[name];
  return typeof field === 'string' ? field : typeof field === 'number' ? String(field) : '';
};

/** A key of a record; Zeebe writes -1 where there is none. */
export const keyField = (value: Fields, name: string): string | null => {
  const key = textField(value, name);
  return key === '' || key === '-1' ? null : key;
};

export const numberField = (value: Fields, name: string, absent = 0): number => {
  const number = Number(value[name] ?? absent);
  return Number.isFinite(number) ? number : absent;
};

export const textList = (value: Fields, name: string): string[] => {
  const list = value[name];
  return Array.isArray(list) ? list.map(String) : [];
};

export const objectField = (value: Fields, name: string): Record<string, JsonValue> => {
  const object = value[name];
  return typeof object === 'object' && object !== null && !Array.isArray(object)
    ? (object as Record<string, JsonValue>)
    : {};
};

/** JSON text of a record as a value; undefined when it is none. */
export const parseJsonText = (text: string): JsonValue | undefined => {
  // Most often the field is not there, and an exception costs more than the record.
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
};
