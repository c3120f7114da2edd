import type { JsonValue, Variables } from '../contracts/json.ts';
import { isObject } from './feel-context.ts';
import type { FormSchema } from './form-schema.ts';
import { listFields } from './list-fields.ts';
import { toPointer, type ValuePath } from './value-path.ts';

export type DocumentReference = {
  readonly fieldId: string;
  /** JSON pointer to the field. */
  readonly pointer: string;
  readonly documentId: string;
};

/** Places of a field in these data: one per row of the lists around it. */
const placesOf = (
  value: JsonValue | undefined,
  path: readonly string[],
  at: ValuePath,
): { value: JsonValue; at: ValuePath }[] => {
  const [step, ...rest] = path;
  if (value === undefined) return [];
  if (step === undefined) return [{ value, at }];
  if (step === '*')
    return Array.isArray(value) ? value.flatMap((row, index) => placesOf(row, rest, [...at, index])) : [];
  return isObject(value) && Object.hasOwn(value, step) ? placesOf(value[step], rest, [...at, step]) : [];
};

/** Documents that checked data refer to, through the file fields of their form. */
export const documentsIn = (form: FormSchema, data: Variables): DocumentReference[] =>
  listFields(form)
    .filter(({ type }) => type === 'filepicker')
    .flatMap((field) =>
      placesOf(data, field.path, []).flatMap(({ value, at }) =>
        (Array.isArray(value) ? value : []).flatMap((item) =>
          isObject(item) && typeof item['documentId'] === 'string'
            ? [{ fieldId: field.id, pointer: toPointer(at), documentId: item['documentId'] }]
            : [],
        ),
      ),
    );
