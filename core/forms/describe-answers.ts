import type { JsonValue, Variables } from '../contracts/json.ts';
import type { FormComponent, FormSchema } from './form-schema.ts';
import { labelOf } from './list-fields.ts';

type Bilingual = { readonly vi: string; readonly en: string };
/** One answer in the words of its form. `name` is the one of the data dictionary. */
export type DescribedAnswer = {
  readonly name: string;
  readonly section: Bilingual | null;
  readonly label: Bilingual;
  readonly value: Bilingual;
};

const wordsOf = (field: FormComponent): Bilingual => {
  const vi = labelOf(field);
  return { vi, en: field.properties?.['labelEn'] ?? vi };
};
const same = (text: string): Bilingual => ({ vi: text, en: text });

type Option = { readonly value?: JsonValue; readonly label?: JsonValue };
const labelOfChoice = (field: FormComponent, value: string | number): string => {
  const option = (field.values as readonly Option[] | undefined)?.find((each) => each.value === value);
  return typeof option?.label === 'string' ? option.label : String(value);
};

/** yyyy-mm-dd as it is written in Vietnam; anything else as it is. */
const shownDate = (text: string): string => text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');

const describe = (field: FormComponent, value: JsonValue | undefined): Bilingual | undefined => {
  if (value === true) return { vi: 'Có', en: 'Yes' };
  if (value === false) return { vi: 'Không', en: 'No' };
  if (typeof value === 'number') return same(labelOfChoice(field, value));
  if (typeof value === 'string' && value !== '')
    return same(field.type === 'datetime' ? shownDate(value) : labelOfChoice(field, value));
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string'))
    return same(value.map((each) => labelOfChoice(field, each)).join(', '));
  return undefined;
};

const describeBelow = (
  components: readonly FormComponent[],
  data: Variables,
  section: Bilingual | null,
): DescribedAnswer[] =>
  components.flatMap((field) => {
    if (field.components) {
      const inner = labelOf(field) === '' ? section : wordsOf(field);
      return describeBelow(field.components, data, inner);
    }
    const value = field.key === undefined ? undefined : describe(field, data[field.key]);
    return value === undefined || field.key === undefined
      ? []
      : [{ name: field.key, section, label: wordsOf(field), value }];
  });

/** Answers as people read them, in the order of the form: its sections, labels and the words of choices. Empty answers are left out. */
export const describeAnswers = (form: FormSchema, data: Variables): DescribedAnswer[] =>
  describeBelow(form.components, data, null);
