import type { JsonValue } from '../../../core/contracts/json.ts';

/** State lists without an order of their own; everything else keeps its order. */
const WAITING = ['userTasks', 'jobs', 'timers', 'messages', 'signals'] as const;
const COUNTS = ['active', 'completed', 'terminated', 'taken'] as const;
const TIMER_TOLERANCE_S = 1;
/** Engines write the last digit of a fraction differently. */
const RELATIVE_TOLERANCE = 1e-12;
const SHOWN = 200;

type Fields = { readonly [name: string]: JsonValue };
const isObject = (value: JsonValue | undefined): value is { [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: JsonValue | undefined): Fields => (isObject(value) ? value : {});
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

const isSameNumber = (a: number, b: number, name: string): boolean =>
  name === 'dueIn'
    ? Math.abs(a - b) <= TIMER_TOLERANCE_S
    : a === b || Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));

/** Equal by the rules of the scenario format: numbers by value, due times within a second, the order of fields is nothing. */
export const isSameValue = (a: JsonValue | undefined, b: JsonValue | undefined, name = ''): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return isSameNumber(a, b, name);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => isSameValue(value, b[index]));
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((each) => Object.hasOwn(b, each) && isSameValue(a[each], b[each], each))
    );
  }
  return a === b;
};

const show = (value: JsonValue | undefined): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};
const namesOf = (a: Fields, b: Fields): readonly string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

const compareMultisets = (path: string, expected: readonly JsonValue[], found: readonly JsonValue[]): string[] => {
  const left = [...found];
  const missing = expected.filter((one) => {
    const index = left.findIndex((other) => isSameValue(one, other));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((one) => `${path}: missing ${show(one)}`),
    ...left.map((one) => `${path}: unexpected ${show(one)}`),
  ];
};
const compareValue = (path: string, expected: JsonValue | undefined, found: JsonValue | undefined): string[] =>
  isSameValue(expected, found) ? [] : [`${path}: expected ${show(expected)}, found ${show(found)}`];

/** A variable that is null differs from one that is not there. */
const compareVariables = (expected: Fields, found: Fields): string[] =>
  namesOf(expected, found).flatMap((name) =>
    isSameValue(expected[name], found[name]) && Object.hasOwn(expected, name) === Object.hasOwn(found, name)
      ? []
      : compareValue(`variables.${name}`, expected[name], found[name]),
  );

const compareState = (expected: Fields, found: Fields): string[] => {
  const [waits, foundWaits] = [fieldsOf(expected.waiting), fieldsOf(found.waiting)];
  const [locals, foundLocals] = [fieldsOf(expected.locals), fieldsOf(found.locals)];
  return [
    ...compareValue('rejected', expected.rejected ?? null, found.rejected ?? null),
    ...compareValue('state', expected.state ?? 'none', found.state ?? 'none'),
    ...COUNTS.flatMap((field) => {
      const [a, b] = [fieldsOf(expected[field]), fieldsOf(found[field])];
      return namesOf(a, b).flatMap((name) => compareValue(`${field}.${name}`, a[name] ?? 0, b[name] ?? 0));
    }),
    ...WAITING.flatMap((field) =>
      compareMultisets(`waiting.${field}`, listOf(waits[field]), listOf(foundWaits[field])),
    ),
    ...compareMultisets('incidents', listOf(expected.incidents), listOf(found.incidents)),
    ...compareVariables(fieldsOf(expected.variables), fieldsOf(found.variables)),
    ...namesOf(locals, foundLocals).flatMap((name) =>
      compareMultisets(`locals.${name}`, listOf(locals[name]), listOf(foundLocals[name])),
    ),
    ...compareMultisets('otherInstances', listOf(expected.otherInstances), listOf(found.otherInstances)),
  ];
};

/**
 * Differences between two runs of a scenario, a sentence each; none where they are the same.
 * @param expected states after the start and after each step
 */
export const compareRuns = (expected: readonly JsonValue[], found: readonly JsonValue[]): readonly string[] => [
  ...expected.flatMap((state, index) =>
    found[index] === undefined
      ? [`after[${index}]: no state`]
      : compareState(fieldsOf(state), fieldsOf(found[index])).map((each) => `after[${index}].${each}`),
  ),
  ...(found.length > expected.length ? [`after: ${found.length} states, expected ${expected.length}`] : []),
];
