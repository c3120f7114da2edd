import type { JsonValue, Variables } from '../contracts/json.ts';
import { isObject } from './feel-context.ts';
import { fieldSchema, type JsonSchema } from './field-schema.ts';
import { normaliseValue } from './normalise-value.ts';
import { LIST_CAP, type DataNode, type ListNode, type ObjectNode } from './resolve-fields.ts';

type Facts = { readonly initial: Variables; readonly now: number };

/** Members that the sender may give: open fields, and the objects and lists around them. */
const isAsked = (node: DataNode): boolean =>
  node.kind === 'field' ? node.state === 'open' : node.kind === 'list' ? !node.hidden : true;

const objectSchema = (node: ObjectNode, facts: Facts): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    [...node.members].filter(([, member]) => isAsked(member)).map(([name, member]) => [name, schemaOf(member, facts)]),
  ),
});

/** Rows can differ, since conditions read the row; where they do not, one schema keeps the whole small. */
const listSchema = (node: ListNode, facts: Facts): JsonSchema => {
  const rows = node.rows.map((row) => objectSchema(row, facts));
  const [first] = rows;
  const limits = { type: 'array', maxItems: LIST_CAP };
  if (node.cut || first === undefined) return limits;
  const text = JSON.stringify(first);
  return rows.every((row) => JSON.stringify(row) === text)
    ? { ...limits, items: first }
    : { ...limits, prefixItems: rows, items: false };
};

const schemaOf = (node: DataNode, facts: Facts): JsonSchema => {
  switch (node.kind) {
    case 'object':
      return objectSchema(node, facts);
    case 'list':
      return listSchema(node, facts);
    case 'field':
      return fieldSchema(node, facts.initial, facts.now);
  }
};

/** JSON Schema 2020-12 of what may be submitted, for these rows and these shown fields. */
export const dataSchema = (root: ObjectNode, facts: Facts): JsonSchema => objectSchema(root, facts);

const objectCandidate = (node: ObjectNode, submitted: JsonValue | undefined): JsonValue => {
  if (submitted !== undefined && submitted !== null && !isObject(submitted)) return submitted;
  const given = submitted ?? {};
  const asked = [...node.members].filter(([, member]) => isAsked(member));
  const unknown = Object.keys(given).filter((name) => !node.members.has(name));
  return Object.fromEntries([
    ...asked.map(([name, member]) => [name, candidateOf(member, ownOf(given, name))] as const),
    ...unknown.map((name) => [name, null] as const),
  ]);
};
const ownOf = (holder: Variables, name: string): JsonValue | undefined =>
  Object.hasOwn(holder, name) ? holder[name] : undefined;

const listCandidate = (node: ListNode, submitted: JsonValue | undefined): JsonValue => {
  if (submitted === undefined || submitted === null) return [];
  return Array.isArray(submitted) && !node.cut
    ? node.rows.map((row, index) => objectCandidate(row, submitted[index]))
    : submitted;
};

const candidateOf = (node: DataNode, submitted: JsonValue | undefined): JsonValue => {
  switch (node.kind) {
    case 'object':
      return objectCandidate(node, submitted);
    case 'list':
      return listCandidate(node, submitted);
    case 'field':
      return normaliseValue(node.type, submitted);
  }
};

/**
 * What is held against the schema: answers in their stored form, empty values for open fields without one, and the names of
 * members that no field asks for. Hidden, disabled and computed fields are left out: they are judged before.
 */
export const candidateFor = (root: ObjectNode, submitted: JsonValue): JsonValue => objectCandidate(root, submitted);
