import type { FormComponent, FormSchema } from '../../core/forms/form-schema.ts';
import type { Language } from '../i18n/language.ts';

/** English words that an author keeps beside the Vietnamese ones, as pairs of a component. */
const pairs = {
  label: 'labelEn',
  dateLabel: 'labelEn',
  timeLabel: 'timeLabelEn',
  description: 'descriptionEn',
  text: 'textEn',
} as const;

const localiseComponent = (field: FormComponent): FormComponent => {
  const given = field.properties ?? {};
  const words = Object.entries(pairs).flatMap(([name, pair]) => {
    const english = given[pair];
    return english !== undefined && name in field ? [[name, english] as const] : [];
  });
  const message = given['patternErrorMessageEn'];
  return {
    ...field,
    ...Object.fromEntries(words),
    ...(message === undefined ? {} : { validate: { ...field.validate, patternErrorMessage: message } }),
    ...(field.components ? { components: field.components.map(localiseComponent) } : {}),
  };
};

/** The form with its words in a language; what an author did not translate stays Vietnamese. */
export const localiseSchema = (form: FormSchema, language: Language): FormSchema =>
  language === 'vi' ? form : { ...form, components: form.components.map(localiseComponent) };
