import type { JsonValue, Variables } from '../contracts/json.ts';

/** Steps from the root of the data to a value: member names and row numbers. */
export type ValuePath = readonly (string | number)[];

/** Names that reach into JavaScript's own objects; no form may use them and no reader follows them. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
export const isSafeName = (name: string): boolean => name !== '' && !forbidden.has(name);

/** Steps of a form-js key or path: `address.ward` is a member of a member. */
export const stepsOf = (key: string | undefined): string[] => (key === undefined || key === '' ? [] : key.split('.'));

export const toPointer = (path: ValuePath): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') || '/';

/** The value at the path; undefined where something on the way is missing. Own members only. */
export const readAt = (root: JsonValue | undefined, path: ValuePath): JsonValue | undefined => {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Variables)[step];
  }
  return value;
};

const isContainer = (value: JsonValue | undefined): value is Variables | JsonValue[] =>
  typeof value === 'object' && value !== null;

/** Puts a value at the path of a structure that the caller owns; makes objects and arrays on the way. */
export const writeAt = (root: Variables, path: ValuePath, value: JsonValue): void => {
  let target = root as Record<string | number, JsonValue>;
  path.forEach((step, index) => {
    const next = path[index + 1];
    if (next === undefined) {
      target[step] = value;
      return;
    }
    const known = Object.hasOwn(target, step) ? target[step] : undefined;
    const inner = isContainer(known) ? known : typeof next === 'number' ? [] : {};
    target[step] = inner;
    target = inner as Record<string | number, JsonValue>;
  });
};

/** Takes the member at the path away, where there is one. */
export const removeAt = (root: Variables, path: ValuePath): void => {
  const name = path.at(-1);
  const holder = readAt(root, path.slice(0, -1));
  if (name !== undefined && typeof holder === 'object' && holder !== null) delete (holder as Variables)[name];
};
