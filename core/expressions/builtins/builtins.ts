import type { Scope } from '../scope.ts';
import type { FeelFunction } from '../value.ts';
import { booleanFunctions } from './boolean-functions.ts';
import { contextFunctions } from './context-functions.ts';
import { conversionFunctions } from './conversion-functions.ts';
import type { Functions } from './define.ts';
import { listFunctions } from './list-functions.ts';
import { listNumberFunctions } from './list-numbers.ts';
import { numericFunctions } from './numeric-functions.ts';
import { rangeFunctions } from './range-functions.ts';
import { stringFunctions } from './string-functions.ts';
import { clockFunctions, cycleFunctions, temporalFunctions } from './temporal-functions.ts';

const GROUPS: readonly Functions[] = [
  booleanFunctions,
  contextFunctions,
  conversionFunctions,
  cycleFunctions,
  listFunctions,
  listNumberFunctions,
  numericFunctions,
  rangeFunctions,
  stringFunctions,
  temporalFunctions,
];

const functions = new Map<string, readonly FeelFunction[]>(GROUPS.flatMap((group) => Object.entries(group)));

const NONE: readonly FeelFunction[] = [];

/** Signatures of a built-in function, in the order in which they are tried. */
export const findBuiltins = (name: string, scope: Scope): readonly FeelFunction[] => {
  const found = functions.get(name);
  if (found !== undefined) return found;
  return name === 'now' || name === 'today' ? (clockFunctions(scope.now)[name] ?? NONE) : NONE;
};
