import { EvaluationFailure } from '../value.ts';

/** A pattern and how far it has been read. */
export type PatternReader = {
  readonly pattern: string;
  readonly ignoresCase: boolean;
  at: number;
  classDepth: number;
  isAfterQuantifier: boolean;
};

/** A pattern that is right but uses what JavaScript has not: an evaluation must not take it for a wrong one, which gives null. */
export class UnsupportedPattern extends EvaluationFailure {}

/** @param what something of java.util.regex, for a sentence */
export const unsupported = (what: string): UnsupportedPattern =>
  new UnsupportedPattern(`uses ${what} in a pattern, which this engine does not have`);
