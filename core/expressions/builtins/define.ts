import { error } from '../evaluation-helpers.ts';
import { FeelFunction, kindOf, type Value } from '../value.ts';

/** Takes the arguments; undefined when their types do not fit. */
export type Body = (...args: readonly Value[]) => Value | undefined;

const illegal = (args: readonly Value[]): Value => error(`Illegal arguments: ${args.map(kindOf).join(', ')}`);

/** One signature of a built-in function. */
export const define = (parameters: readonly string[], body: Body): FeelFunction =>
  new FeelFunction(parameters, (args) => body(...args) ?? illegal(args));

/** The last parameter takes all further arguments as a list. */
export const defineVariadic = (parameters: readonly string[], body: Body): FeelFunction =>
  new FeelFunction(parameters, (args) => body(...args) ?? illegal(args), true);

/** Name of a function to its signatures, in the order in which they are tried. */
export type Functions = { readonly [name: string]: readonly FeelFunction[] };
