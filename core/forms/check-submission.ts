import type { JsonValue, Variables } from '../contracts/json.ts';
import { candidateFor, dataSchema } from './data-schema.ts';
import { emptyValueOf, isBlank } from './field-kinds.ts';
import type { FormProblem, FormSchema, SubmissionContext } from './form-schema.ts';
import { normaliseValue } from './normalise-value.ts';
import type { FieldNode } from './resolve-fields.ts';
import { fixedValueOf, settleFields, type SettledFields } from './settle-fields.ts';
import { problemAt, toProblems } from './to-problems.ts';
import { createValidatorCache } from './validator-cache.ts';
import { readAt, writeAt } from './value-path.ts';

const validators = createValidatorCache();
/** Problems of one answer; more help nobody. */
const PROBLEM_CAP = 200;

export type CheckedSubmission = {
  /** What may be stored: answers of shown fields in their stored form, and computed values. Empty when there are problems. */
  readonly data: Variables;
  readonly problems: readonly FormProblem[];
};

const same = (a: JsonValue, b: JsonValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A value for a field that takes none. Sending back what is shown there anyway is no attempt to change it. */
const smuggled = (node: FieldNode, submitted: JsonValue, initial: Variables): FormProblem[] => {
  if (node.state === 'open' || node.state === 'computed') return [];
  const value = normaliseValue(node.type, readAt(submitted, node.path));
  if (isBlank(value) || same(value, emptyValueOf(node.type))) return [];
  const unchanged = node.state !== 'hidden' && same(value, normaliseValue(node.type, fixedValueOf(node, initial)));
  return unchanged ? [] : [problemAt(node, node.state)];
};

const findSmuggled = ({ fields, lists }: SettledFields, submitted: JsonValue, initial: Variables): FormProblem[] => [
  ...lists
    .filter((list) => list.hidden && !isBlank(readAt(submitted, list.path)))
    .map((list) => problemAt(list, 'hidden')),
  ...fields.flatMap((node) => smuggled(node, submitted, initial)),
];

/** Only what the form asked for and computed; a field that was not sent stays out, so that a stored value is not wiped by silence. */
const whitelist = ({ fields, lists, scope }: SettledFields, candidate: JsonValue, submitted: JsonValue): Variables => {
  const data: Variables = {};
  const shown = lists.filter((list) => !list.hidden && Array.isArray(readAt(submitted, list.path)));
  for (const list of [...shown].sort((a, b) => a.path.length - b.path.length))
    writeAt(
      data,
      list.path,
      list.rows.map(() => ({})),
    );
  for (const node of fields) {
    if (node.state === 'computed') writeAt(data, node.path, readAt(scope, node.path) ?? null);
    const sent = readAt(submitted, node.path) !== undefined;
    if (node.state === 'open' && sent) writeAt(data, node.path, readAt(candidate, node.path) ?? null);
  }
  return data;
};

/**
 * Checks an answer to a form as the browser does, and more strictly: what the form did not ask for is an error.
 * Order: NFC and trim, visibility, JSON Schema for the data at hand, ajv, problems, computed values, whitelist.
 * Pure; compiling a validator needs `Function`, so a page under a strict CSP leaves this to the server.
 * @throws Error the form itself is broken (see checkForm)
 */
export const checkSubmission = (
  form: FormSchema,
  submitted: Variables,
  context: SubmissionContext,
): CheckedSubmission => {
  const initial = context.initial ?? {};
  const settled = settleFields(form, submitted, context);
  const candidate = candidateFor(settled.root, submitted);
  const errors = validators.validate(dataSchema(settled.root, { initial, now: context.now }), candidate);
  const problems = [...findSmuggled(settled, submitted, initial), ...toProblems(errors, settled, candidate)];
  return problems.length > 0
    ? { data: {}, problems: problems.slice(0, PROBLEM_CAP) }
    : { data: whitelist(settled, candidate, submitted), problems };
};

/** The answers that belong to shown, open fields; the rest is left out silently. For drafts, never instead of the check. */
export const keepShown = (form: FormSchema, data: Variables, context: SubmissionContext): Variables => {
  const settled = settleFields(form, data, context);
  return whitelist(
    { ...settled, fields: settled.fields.filter(({ state }) => state === 'open') },
    candidateFor(settled.root, data),
    data,
  );
};
