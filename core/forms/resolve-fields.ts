import type { JsonValue, Variables } from '../contracts/json.ts';
import { holds, isExpression, isObject, resolve, rootContext, rowContext, type FieldContext } from './feel-context.ts';
import { isValueType, type ValueType } from './field-kinds.ts';
import type { FormComponent, FormSchema } from './form-schema.ts';
import { readAt, stepsOf, type ValuePath } from './value-path.ts';

/** More rows than this are refused, and never looked at. */
export const LIST_CAP = 200;
/** Fields of one submission over all rows of all lists. */
export const FIELD_CAP = 4000;

/** open: takes what was submitted · computed: takes what its expression gives · disabled, readonly, hidden: take nothing. */
export type FieldState = 'open' | 'computed' | 'disabled' | 'readonly' | 'hidden';

/** A field at one place of the data: in a list there is one per row. */
export type FieldNode = {
  readonly kind: 'field';
  readonly field: FormComponent;
  readonly type: ValueType;
  readonly state: FieldState;
  readonly path: ValuePath;
  readonly indexes: readonly number[];
  readonly context: FieldContext;
};
export type ListNode = {
  readonly kind: 'list';
  readonly field: FormComponent;
  readonly hidden: boolean;
  readonly path: ValuePath;
  readonly indexes: readonly number[];
  readonly rows: readonly ObjectNode[];
  /** Rows were left out: over a cap. */
  readonly cut: boolean;
};
export type ObjectNode = { readonly kind: 'object'; readonly members: Map<string, DataNode> };
export type DataNode = FieldNode | ListNode | ObjectNode;

export type ResolvedFields = {
  readonly root: ObjectNode;
  readonly fields: readonly FieldNode[];
  readonly lists: readonly ListNode[];
};

type Walk = {
  readonly scope: Variables;
  readonly submitted: JsonValue;
  /** False: every condition counts as "shown". */
  readonly conditions: boolean;
  readonly fields: FieldNode[];
  readonly lists: ListNode[];
};
type Place = {
  readonly holder: ObjectNode;
  readonly path: ValuePath;
  readonly indexes: readonly number[];
  readonly context: FieldContext;
  readonly hidden: boolean;
};

const newObject = (): ObjectNode => ({ kind: 'object', members: new Map() });

/** The object below `holder` in which the last of these steps is a member. @throws Error two fields claim one place */
const holderOf = (holder: ObjectNode, steps: readonly string[]): ObjectNode =>
  steps.reduce((current, step) => {
    const known = current.members.get(step);
    if (known && known.kind !== 'object') throw new Error(`Two fields of the form claim "${step}"`);
    const next = known ?? newObject();
    current.members.set(step, next);
    return next;
  }, holder);

const put = (holder: ObjectNode, steps: readonly string[], node: DataNode): void => {
  const name = steps.at(-1);
  if (name === undefined) return;
  const inner = holderOf(holder, steps.slice(0, -1));
  if (inner.members.has(name)) throw new Error(`Two fields of the form claim "${name}"`);
  inner.members.set(name, node);
};

const stateOf = (field: FormComponent, place: Place, hidden: boolean): FieldState => {
  if (hidden) return 'hidden';
  if (field.type === 'expression') return 'computed';
  if (field.disabled === true) return 'disabled';
  const readonly = isExpression(field.readonly) ? resolve(field.readonly, place.context) : field.readonly;
  return readonly === true ? 'readonly' : 'open';
};

const visitField = (walk: Walk, field: FormComponent, type: ValueType, place: Place, hidden: boolean): void => {
  const steps = stepsOf(field.key);
  const path = [...place.path, ...steps];
  const state = stateOf(field, place, hidden);
  const node: FieldNode = { kind: 'field', field, type, state, path, indexes: place.indexes, context: place.context };
  put(place.holder, steps, node);
  walk.fields.push(node);
};

const visitList = (walk: Walk, field: FormComponent, place: Place, hidden: boolean): void => {
  const steps = stepsOf(field.path);
  const path = [...place.path, ...steps];
  const given = hidden ? undefined : readAt(walk.submitted, path);
  const count = Array.isArray(given) ? given.length : 0;
  const rows: ObjectNode[] = [];
  while (rows.length < Math.min(count, LIST_CAP) && walk.fields.length < FIELD_CAP) {
    const index = rows.length;
    const row = newObject();
    rows.push(row);
    visitAll(walk, field.components ?? [], {
      holder: row,
      path: [...path, index],
      indexes: [...place.indexes, index],
      context: rowContext(place.context, readAt(walk.scope, [...path, index]) ?? {}, index),
      hidden,
    });
  }
  const node: ListNode = {
    kind: 'list',
    field,
    hidden,
    path,
    indexes: place.indexes,
    rows,
    cut: rows.length < count,
  };
  put(place.holder, steps, node);
  walk.lists.push(node);
};

const visitAll = (walk: Walk, components: readonly FormComponent[], place: Place): void => {
  for (const field of components) {
    const hidden = place.hidden || (walk.conditions && holds(field.conditional?.hide, place.context));
    if (isValueType(field.type)) visitField(walk, field, field.type, place, hidden);
    else if (field.type === 'dynamiclist') visitList(walk, field, place, hidden);
    else if (field.components) {
      const steps = stepsOf(field.path);
      const holder = holderOf(place.holder, steps);
      visitAll(walk, field.components, { ...place, holder, path: [...place.path, ...steps], hidden });
    }
  }
};

/**
 * The fields of a form for the data at hand: one node per field and row, with its state.
 * @param scope what conditions see · @param submitted decides how many rows the lists have
 */
export const resolveFields = (
  form: FormSchema,
  submitted: JsonValue,
  scope: Variables,
  options: { readonly conditions: boolean },
): ResolvedFields => {
  const root = newObject();
  const walk: Walk = { scope, submitted: isObject(submitted) ? submitted : {}, ...options, fields: [], lists: [] };
  visitAll(walk, form.components, { holder: root, path: [], indexes: [], context: rootContext(scope), hidden: false });
  return { root, fields: walk.fields, lists: walk.lists };
};
