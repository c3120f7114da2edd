import type { FormComponent } from '../../core/forms/form-schema.ts';
import type { FormTranslate } from './form-texts.ts';

/** A field that has to be corrected. */
export type FieldProblem = {
  readonly fieldId: string;
  /** Row numbers from 0 of the lists around it. */
  readonly indexes: readonly number[];
  readonly label: string;
  readonly messages: readonly string[];
};

type ErrorTree = readonly string[] | { readonly [index: string]: ErrorTree } | readonly ErrorTree[];
const isMessages = (tree: ErrorTree): tree is readonly string[] =>
  Array.isArray(tree) && tree.every((item) => typeof item === 'string');

/** Errors of one field as the viewer keeps them: messages, or by row number. */
const leavesOf = (
  tree: ErrorTree | null | undefined,
  indexes: readonly number[],
): { indexes: readonly number[]; messages: readonly string[] }[] => {
  if (!tree) return [];
  if (isMessages(tree)) return tree.length > 0 ? [{ indexes, messages: tree }] : [];
  return Object.entries(tree).flatMap(([index, inner]) => leavesOf(inner, [...indexes, Number(index)]));
};

const flatten = (components: readonly FormComponent[]): FormComponent[] =>
  components.flatMap((field) => [field, ...flatten(field.components ?? [])]);

/** Errors of the viewer as a list in the order of the page. */
export const listProblems = (
  components: readonly FormComponent[],
  errors: Readonly<Record<string, unknown>>,
  translate: FormTranslate,
): FieldProblem[] =>
  flatten(components).flatMap((field) =>
    leavesOf(errors[field.id] as ErrorTree | undefined, []).map(({ indexes, messages }) => {
      const rows = indexes.map((index) => translate('row {value}', { value: index + 1 })).join(', ');
      const label = field.label || field.dateLabel || field.key || field.id;
      return { fieldId: field.id, indexes, messages, label: rows === '' ? label : `${label} (${rows})` };
    }),
  );
