import { RootScope } from '../expressions/scope.ts';
import { FeelFunction } from '../expressions/value.ts';

const nothing = (parameters: readonly string[]): FeelFunction => new FeelFunction(parameters, () => null);

/** What the process engine adds to expressions is no part of decisions. */
const PROCESS_FUNCTIONS: ReadonlyMap<string, readonly FeelFunction[]> = new Map([
  ['cycle', [nothing(['interval']), nothing(['repetitions', 'interval'])]],
]);

const NONE: readonly FeelFunction[] = [];

/** Variables from outside, for decisions. */
export class DecisionScope extends RootScope {
  override functions(name: string): readonly FeelFunction[] {
    return PROCESS_FUNCTIONS.get(name) ?? NONE;
  }
}
