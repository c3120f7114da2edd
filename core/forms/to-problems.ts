import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonValue } from '../contracts/json.ts';
import { isBlank } from './field-kinds.ts';
import type { FormProblem } from './form-schema.ts';
import { messageFor } from './messages.ts';
import type { FieldNode, ListNode, ResolvedFields } from './resolve-fields.ts';
import { readAt, toPointer } from './value-path.ts';

/** Keywords that only say that a part of them failed; the part is reported. */
const silent = new Set(['if', 'allOf', 'anyOf']);

/** A problem at a field. @param limit what the rule compared with */
export const problemAt = (node: FieldNode | ListNode, rule: string, limit?: unknown): FormProblem => {
  const [message, messageEn] = messageFor(rule, { field: node.field, limit });
  return { fieldId: node.field.id, indexes: node.indexes, pointer: toPointer(node.path), rule, message, messageEn };
};

const unknownAt = (pointer: string): FormProblem => {
  const [message, messageEn] = messageFor('unknown');
  return { fieldId: '', indexes: [], pointer, rule: 'unknown', message, messageEn };
};

/** The field an error belongs to: the one at its place, or around it (items of a choice, members of a file). */
const findNode = (nodes: ReadonlyMap<string, FieldNode | ListNode>, pointer: string) => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const node = nodes.get(at);
    if (node) return node;
  }
  return undefined;
};

const limitOf = ({ params, schema, keyword }: ErrorObject): unknown => {
  const { limit } = params as { limit?: unknown };
  return (
    limit ??
    (['atLeast', 'atMost', 'decimalDigits', 'increment', 'notBefore', 'notAfter'].includes(keyword)
      ? schema
      : undefined)
  );
};

const ruleOf = ({ keyword }: ErrorObject, node: FieldNode | ListNode, value: JsonValue | undefined): string => {
  if (node.kind === 'list') return keyword;
  const required = node.field.validate?.required === true;
  if (required && (isBlank(value) || (node.type === 'checkbox' && value === false))) return 'required';
  if (keyword === 'enum') return 'choice';
  return keyword === 'const' ? 'type' : keyword;
};

const toProblem = (
  error: ErrorObject,
  nodes: ReadonlyMap<string, FieldNode | ListNode>,
  candidate: JsonValue,
): FormProblem => {
  const node = findNode(nodes, error.instancePath);
  const extra = (error.params as { additionalProperty?: string }).additionalProperty;
  if (extra !== undefined && node?.kind !== 'field') return unknownAt(`${error.instancePath}${toPointer([extra])}`);
  if (!node) {
    const [message, messageEn] = messageFor('type');
    return { fieldId: '', indexes: [], pointer: error.instancePath || '/', rule: 'type', message, messageEn };
  }
  return problemAt(node, ruleOf(error, node, readAt(candidate, node.path)), limitOf(error));
};

/** Findings of ajv as problems of fields, each rule once per field. */
export const toProblems = (
  errors: readonly ErrorObject[],
  { fields, lists }: ResolvedFields,
  candidate: JsonValue,
): FormProblem[] => {
  const nodes = new Map<string, FieldNode | ListNode>(
    [...lists, ...fields].map((node) => [toPointer(node.path), node]),
  );
  const problems = errors
    .filter(({ keyword }) => !silent.has(keyword))
    .map((error) => toProblem(error, nodes, candidate));
  return [...new Map(problems.map((problem) => [`${problem.pointer} ${problem.rule}`, problem])).values()];
};
