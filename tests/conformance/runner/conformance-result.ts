import type { JsonValue } from '../../../core/contracts/json.ts';
import { compareRuns } from './compare-states.ts';

/** What one engine did with a scenario: its states, or why there are none. */
export type Run = { readonly states: readonly JsonValue[] } | { readonly error: string };

export type ConformanceResult = {
  readonly name: string;
  readonly folder: string;
  readonly category: string | undefined;
  /** A sentence each, with the two sides that differ; none: passed. */
  readonly differences: readonly string[];
};

export type Side = { readonly name: string; readonly run: Run | undefined };

const compareSides = (oracle: Side, other: Side): readonly string[] => {
  if (!oracle.run || !other.run) return [];
  if ('error' in oracle.run) return [];
  if ('error' in other.run) return [`${other.name}: ${other.run.error}`];
  return compareRuns(oracle.run.states, other.run.states).map((each) => `${other.name}, ${each}`);
};

/**
 * Differences between what a broker does now, what was recorded from one, and what the embedded engine does. The broker is the oracle
 * where it was asked, else what was recorded.
 */
export const findDifferences = (broker: Side, recorded: Side, embedded: Side): readonly string[] => {
  const oracle = broker.run ? broker : recorded;
  if (!oracle.run || (!recorded.run && !embedded.run)) return ['nothing was recorded yet: --record'];
  const ofOracle = 'error' in oracle.run ? [`${oracle.name}: ${oracle.run.error}`] : [];
  return [...ofOracle, ...(oracle === broker ? compareSides(broker, recorded) : []), ...compareSides(oracle, embedded)];
};
