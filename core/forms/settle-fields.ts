import type { JsonValue, Variables } from '../contracts/json.ts';
import { evaluateFeel, isExpression } from './feel-context.ts';
import { emptyValueOf, type ValueType } from './field-kinds.ts';
import type { FormSchema, SubmissionContext } from './form-schema.ts';
import { normaliseValue } from './normalise-value.ts';
import { resolveFields, type FieldNode, type ResolvedFields } from './resolve-fields.ts';
import { readAt, removeAt, writeAt } from './value-path.ts';

/** Conditions that depend on each other in a circle never settle; form-js stops there as well. */
const MAX_ROUNDS = 10;

const hasTypeOf = (type: ValueType, value: JsonValue): boolean => {
  switch (type) {
    case 'textfield':
    case 'textarea':
    case 'datetime':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' || typeof value === 'string';
    case 'checkbox':
      return typeof value === 'boolean';
    case 'checklist':
    case 'taglist':
    case 'filepicker':
      return Array.isArray(value);
    case 'select':
    case 'radio':
      return typeof value !== 'object';
    case 'expression':
      return false;
  }
};

/** The value of a field that a person may not change. */
export const fixedValueOf = (node: FieldNode, initial: Variables): JsonValue =>
  readAt(initial, node.path) ?? node.field.defaultValue ?? emptyValueOf(node.type);

/** What a condition sees of a field; a value of a wrong type counts as no answer. */
const seenValueOf = (node: FieldNode, submitted: JsonValue, initial: Variables): JsonValue => {
  if (node.state === 'computed')
    return isExpression(node.field.expression) ? evaluateFeel(node.field.expression, node.context) : null;
  if (node.state !== 'open') return fixedValueOf(node, initial);
  const value = normaliseValue(node.type, readAt(submitted, node.path));
  return hasTypeOf(node.type, value) ? value : emptyValueOf(node.type);
};

const buildScope = (resolved: ResolvedFields, submitted: JsonValue, context: SubmissionContext): Variables => {
  const initial = context.initial ?? {};
  const scope = structuredClone(initial);
  const outerFirst = [...resolved.lists].sort((a, b) => a.path.length - b.path.length);
  for (const list of outerFirst)
    if (list.hidden) removeAt(scope, list.path);
    else
      writeAt(
        scope,
        list.path,
        list.rows.map(() => ({})),
      );
  for (const node of resolved.fields)
    if (node.state === 'hidden') removeAt(scope, node.path);
    else writeAt(scope, node.path, seenValueOf(node, submitted, initial));
  return { ...scope, ...context.variables };
};

export type SettledFields = ResolvedFields & {
  /** All data as conditions and expressions see it: shown fields, computed values, server variables. */
  readonly scope: Variables;
};

/**
 * Which fields are shown, and what is computed, for what was submitted. A value of a hidden field is seen by no condition, so
 * this goes round until nothing changes.
 */
export const settleFields = (form: FormSchema, submitted: JsonValue, context: SubmissionContext): SettledFields => {
  let resolved = resolveFields(form, submitted, {}, { conditions: false });
  let scope = buildScope(resolved, submitted, context);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    resolved = resolveFields(form, submitted, scope, { conditions: true });
    const next = buildScope(resolved, submitted, context);
    if (JSON.stringify(next) === JSON.stringify(scope)) break;
    scope = next;
  }
  return { ...resolved, scope };
};
