import type { FormComponent, FormSchema } from './form-schema.ts';
import { listFields } from './list-fields.ts';

const word = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** Text of a component in which FEEL or a template can name data. */
const textsOf = (field: FormComponent): string[] =>
  [
    field.conditional?.hide,
    field.expression,
    field.valuesExpression,
    field.text,
    field.content,
    field.label,
    field.description,
    ...Object.values(field.validate ?? {}),
    field.readonly,
    field.valuesKey === undefined ? undefined : `=${field.valuesKey}`,
    ...Object.entries(field)
      .filter(([name]) => ['dataSource', 'source', 'url'].includes(name))
      .map(([, value]) => value as unknown),
  ].filter((text): text is string => typeof text === 'string' && (text.startsWith('=') || text.includes('{{')));

const flatten = (components: readonly FormComponent[]): FormComponent[] =>
  components.flatMap((field) => [field, ...flatten(field.components ?? [])]);

/**
 * Top names of the data that a form shows or reads. Words in expressions count whether or not they are names, so the answer
 * can hold more than the form needs, never less.
 */
export const namesOfForm = (form: FormSchema): ReadonlySet<string> =>
  new Set([
    ...listFields(form).map(({ name }) => name),
    ...flatten(form.components).flatMap((field) => textsOf(field).flatMap((text) => text.match(word) ?? [])),
  ]);
