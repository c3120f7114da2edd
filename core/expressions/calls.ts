import { contextFunction } from './contexts.ts';
import { error, type Evaluate, isError, isFatal, nullOnError } from './evaluation-helpers.ts';
import { compileReference } from './paths.ts';
import { InnerScope, type Scope } from './scope.ts';
import { AbsentFunction, AssertionFailure, FeelFunction, isContext, isList, kindOf, type Value } from './value.ts';

export type CompiledArguments =
  | { readonly by: 'position'; readonly values: readonly Evaluate[] }
  | { readonly by: 'name'; readonly values: ReadonlyMap<string, Evaluate> };

export type Builtins = (name: string, scope: Scope) => readonly FeelFunction[];

const takes = ({ parameters, hasVariableArguments }: FeelFunction, given: CompiledArguments): boolean => {
  if (given.by === 'name') return [...given.values.keys()].every((name) => parameters.includes(name));
  const count = given.values.length;
  return parameters.length === count || (hasVariableArguments && parameters.length < count);
};

/** With variable arguments the rest becomes one list; a single list given for it is that list. */
const positionalArguments = (called: FeelFunction, values: readonly Value[]): readonly Value[] => {
  if (!called.hasVariableArguments) return values;
  const fixed = called.parameters.length - 1;
  const rest = values.slice(fixed);
  const [only] = rest;
  return [...values.slice(0, fixed), fixed === 0 && rest.length === 1 && isList(only ?? null) ? (only ?? null) : rest];
};

const argumentsFor = (called: FeelFunction, given: CompiledArguments, scope: Scope): readonly Value[] => {
  if (given.by === 'name') return called.parameters.map((name) => given.values.get(name)?.(scope) ?? null);
  return positionalArguments(
    called,
    given.values.map((value) => value(scope)),
  );
};

const invoke = (called: FeelFunction, given: CompiledArguments, scope: Scope): Value =>
  called.invoke(argumentsFor(called, given, scope));

/** A function that is missing, or that fails, gives null; but a failed assertion ends the evaluation. */
export const compileCall =
  (name: string, given: CompiledArguments, builtins: Builtins): Evaluate =>
  (scope) => {
    const accepts = (candidate: FeelFunction): boolean => takes(candidate, given);
    const called = scope.functions(name).find(accepts) ?? builtins(name, scope).find(accepts);
    if (called === undefined || called instanceof AbsentFunction) return null;
    const result = invoke(called, given, scope);
    if (!isError(result) || isFatal(result)) return result;
    if (name === 'assert') throw new AssertionFailure(`Assertion failure: ${result.message}`);
    return null;
  };

/** A function in a context. Unlike others its errors are not turned into null. */
export const compileQualifiedCall = (path: readonly string[], name: string, given: CompiledArguments): Evaluate => {
  const owner = compileReference(path);
  return (scope) => {
    const context = owner(scope);
    if (!isContext(context)) return error(`Expected context but found ${kindOf(context)}`);
    const called = contextFunction(context, name);
    return called !== undefined && takes(called, given)
      ? invoke(called, given, scope)
      : error(`No function found with name '${name}'`);
  };
};

/** The body sees the scope in which the function was written. */
export const compileFunction =
  (parameters: readonly string[], body: Evaluate): Evaluate =>
  (scope) =>
    new FeelFunction(parameters, (args) =>
      body(new InnerScope(scope, new Map(parameters.map((name, index) => [name, nullOnError(args[index] ?? null)])))),
    );
