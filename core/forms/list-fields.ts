import { isList, isValueType, type ValueType } from './field-kinds.ts';
import type { FormComponent, FormSchema } from './form-schema.ts';
import { stepsOf } from './value-path.ts';

export type FieldFacts = {
  readonly id: string;
  /** Top member of the data in which the value lives: the name in a data dictionary. */
  readonly name: string;
  /** Steps to the value; `*` stands for each row of a list. */
  readonly path: readonly string[];
  /** A list itself is told as well, with type `list`. */
  readonly type: ValueType | 'list';
  readonly label: string;
  readonly labelEn: string | undefined;
  readonly required: boolean;
  /** The person may change it; false for computed, disabled and read-only fields. */
  readonly editable: boolean;
};

export const labelOf = (field: FormComponent): string => field.label ?? field.dateLabel ?? '';

const factsOf = (field: FormComponent, type: FieldFacts['type'], path: readonly string[]): FieldFacts => ({
  id: field.id,
  name: path[0] ?? '',
  path,
  type,
  label: labelOf(field),
  labelEn: field.properties?.['labelEn'],
  required: field.validate?.required === true,
  editable: type !== 'expression' && field.disabled !== true && field.readonly !== true,
});

const listBelow = (components: readonly FormComponent[], path: readonly string[]): FieldFacts[] =>
  components.flatMap((field) => {
    if (isValueType(field.type)) return [factsOf(field, field.type, [...path, ...stepsOf(field.key)])];
    const inner = [...path, ...stepsOf(field.path)];
    if (isList(field)) return [factsOf(field, 'list', inner), ...listBelow(field.components ?? [], [...inner, '*'])];
    return listBelow(field.components ?? [], inner);
  });

/** All fields of a form that hold a value, in the order of the page, whatever the conditions. */
export const listFields = (form: FormSchema): FieldFacts[] => listBelow(form.components, []);
