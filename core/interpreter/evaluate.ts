import type { JsonValue } from '../contracts/json.ts';
import type { VariableLookup } from '../expressions/expression.ts';
import type { Execution } from './execution.ts';
import { typeName } from './expressions.ts';
import { ElementFailure } from './failure.ts';
import type { IncidentType, Tree } from './tree.ts';
import { createLookup } from './variables.ts';

/** Where an expression is evaluated: the variables that an element instance sees. */
export type Scope = { readonly x: Execution; readonly tree: Tree; readonly scopeKey: string };

const shown = (text: string): string => (text.startsWith('=') ? text.slice(1).trim() : text);

/** @throws ElementFailure */
export const evaluateWith = (
  { x, scopeKey }: Scope,
  text: string,
  lookup: VariableLookup,
  errorType: IncidentType = 'EXTRACT_VALUE_ERROR',
): JsonValue => {
  const result = x.expressions.evaluate(text, lookup, x.now);
  if (!result.ok) throw new ElementFailure(errorType, result.message, scopeKey);
  return result.value;
};
export const evaluateAny = (scope: Scope, text: string): JsonValue =>
  evaluateWith(scope, text, createLookup(scope.tree, scope.scopeKey));

const wrongType = (scope: Scope, text: string, wanted: string, value: JsonValue): ElementFailure =>
  new ElementFailure(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${shown(text)}' to be '${wanted}', but was '${typeName(value)}'.`,
    scope.scopeKey,
  );

export const evaluateText = (scope: Scope, text: string): string => {
  const value = evaluateAny(scope, text);
  if (typeof value !== 'string') throw wrongType(scope, text, 'STRING', value);
  return value;
};
/** Correlation keys may be numbers, too; they lose what is behind the point. */
export const evaluateCorrelationKey = (scope: Scope, text: string): string => {
  const value = evaluateAny(scope, text);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(Math.trunc(value));
  throw new ElementFailure(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${shown(text)}': The value must be either a string or a number, but was '${typeName(value)}'.`,
    scope.scopeKey,
  );
};
export const evaluateFlag = (scope: Scope, text: string, lookup?: VariableLookup): boolean => {
  const value = lookup ? evaluateWith(scope, text, lookup) : evaluateAny(scope, text);
  if (typeof value !== 'boolean') throw wrongType(scope, text, 'BOOLEAN', value);
  return value;
};
/** A whole number; what is behind the point is cut off. */
export const evaluateNumber = (scope: Scope, text: string): number => {
  const value = evaluateAny(scope, text);
  if (typeof value === 'number') return Math.trunc(value);
  if (!text.startsWith('=') && typeof value === 'string' && /^[+-]?\d+$/.test(value)) return Number(value);
  throw wrongType(scope, text, 'NUMBER', value);
};
export const evaluateList = (scope: Scope, text: string): readonly JsonValue[] => {
  const value = evaluateAny(scope, text);
  if (!Array.isArray(value)) throw wrongType(scope, text, 'ARRAY', value);
  return value;
};

/** A list of texts; a constant is read as names with commas between them. */
export const evaluateNames = (scope: Scope, text: string): readonly string[] => {
  const value = evaluateAny(scope, text);
  if (typeof value === 'string' && !text.startsWith('='))
    return value
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  if (!Array.isArray(value)) throw wrongType(scope, text, 'ARRAY', value);
  return value.map((entry) => {
    if (typeof entry !== 'string') throw wrongType(scope, text, 'ARRAY of STRING', entry);
    return entry;
  });
};
