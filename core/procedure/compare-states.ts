import type { JsonValue } from '../contracts/json.ts';

/** A difference between what was recorded and what happens: where, and both values as JSON. */
export type StateDifference = { readonly path: string; readonly expected: string; readonly found: string };

/** Lists without an order of their own. Everything else in a state keeps its order. */
const multisets = [
  /^waiting\.(userTasks|jobs|timers|messages|signals)$/,
  /^incidents$/,
  /^otherInstances$/,
  /^locals\.[^.]+$/,
];
const TIMER_TOLERANCE_S = 1;

const isObject = (value: JsonValue | undefined): value is { [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sortedJson = (value: JsonValue | undefined): string => {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${sortedJson(value[name])}`)
    .join(',')}}`;
};

const compareNumbers = (path: string, expected: number, found: number): boolean =>
  path.endsWith('.dueIn') ? Math.abs(expected - found) <= TIMER_TOLERANCE_S : expected === found;

const compareLists = (path: string, expected: JsonValue[], found: JsonValue[]): StateDifference[] => {
  const unordered = multisets.some((pattern) => pattern.test(path));
  const [left, right] = unordered
    ? [expected, found].map((list) => [...list].sort((a, b) => (sortedJson(a) < sortedJson(b) ? -1 : 1)))
    : [expected, found];
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  return Array.from({ length }, (_, index) => compareValues(`${path}[${index}]`, left?.[index], right?.[index])).flat();
};

const compareValues = (
  path: string,
  expected: JsonValue | undefined,
  found: JsonValue | undefined,
): StateDifference[] => {
  if (Array.isArray(expected) && Array.isArray(found)) return compareLists(path, expected, found);
  if (isObject(expected) && isObject(found)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
    return names.flatMap((name) => compareValues(path === '' ? name : `${path}.${name}`, expected[name], found[name]));
  }
  if (typeof expected === 'number' && typeof found === 'number' && compareNumbers(path, expected, found)) return [];
  return sortedJson(expected) === sortedJson(found)
    ? []
    : [{ path, expected: sortedJson(expected), found: sortedJson(found) }];
};

/** Compares one state of a scenario with the recorded one: numbers by value, waits as multisets, due times within a second. */
export const compareStates = (expected: JsonValue, found: JsonValue): StateDifference[] =>
  compareValues('', expected, found);
