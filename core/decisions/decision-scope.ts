import { contextEntries } from '../expressions/contexts.ts';
import { RootScope } from '../expressions/scope.ts';
import {
  AbsentFunction,
  type FeelFunction,
  isContext,
  isList,
  SharedContext,
  type Value,
} from '../expressions/value.ts';

/** What the process engine adds to expressions is no part of decisions. */
const PROCESS_FUNCTIONS: ReadonlyMap<string, readonly FeelFunction[]> = new Map([
  ['cycle', [new AbsentFunction(['interval']), new AbsentFunction(['repetitions', 'interval'])]],
]);

const NONE: readonly FeelFunction[] = [];

const shared = (value: Value): Value => {
  if (isList(value)) return value.map(shared);
  if (!isContext(value)) return value;
  return new SharedContext(new Map(contextEntries(value).map(([key, entry]) => [key, shared(entry)])));
};

/** Variables from outside, for decisions. */
export class DecisionScope extends RootScope {
  override variable(name: string): Value | undefined {
    const value = super.variable(name);
    return value === undefined ? undefined : shared(value);
  }

  override functions(name: string): readonly FeelFunction[] {
    return PROCESS_FUNCTIONS.get(name) ?? NONE;
  }
}
