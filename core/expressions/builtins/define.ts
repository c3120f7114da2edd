import { error, isError, isFatal } from '../evaluation-helpers.ts';
import { FeelFunction, kindOf, type Value } from '../value.ts';

/** Takes the arguments; undefined when their types do not fit. */
export type Body = (...args: readonly Value[]) => Value | undefined;

/** An error among the arguments is the error of the call. */
const illegal = (args: readonly Value[]): Value =>
  args.find(isFatal) ?? args.find(isError) ?? error(`Illegal arguments: ${args.map(kindOf).join(', ')}`);

const checked =
  (body: Body) =>
  (args: readonly Value[]): Value => {
    const result = body(...args);
    return result === undefined ? illegal(args) : result;
  };

/** One signature of a built-in function. */
export const define = (parameters: readonly string[], body: Body): FeelFunction =>
  new FeelFunction(parameters, checked(body));

/** The last parameter takes all further arguments as a list. */
export const defineVariadic = (parameters: readonly string[], body: Body): FeelFunction =>
  new FeelFunction(parameters, checked(body), true);

/** Name of a function to its signatures, in the order in which they are tried. */
export type Functions = { readonly [name: string]: readonly FeelFunction[] };
