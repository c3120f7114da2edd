/** Flags of java.util.regex by their letters. */
export type PatternFlags = {
  /** Case of the letters a to z; with `u` of all letters. */
  readonly i: boolean;
  readonly u: boolean;
  /** The dot takes line ends, too. */
  readonly s: boolean;
  /** `^` and `$` at each line. */
  readonly m: boolean;
  /** White space and comments in the pattern do not count. */
  readonly x: boolean;
  /** Only \n ends a line. */
  readonly d: boolean;
};

const LETTERS = ['i', 'u', 's', 'm', 'x', 'd'] as const;

/** These flags on or off; letters that are no flags do not matter. */
export const withFlags = (flags: PatternFlags, letters: string, value: boolean): PatternFlags => {
  const changed = LETTERS.filter((letter) => letters.includes(letter)).map((letter) => [letter, value]);
  return { ...flags, ...(Object.fromEntries(changed) as Partial<PatternFlags>) };
};

export const NO_FLAGS: PatternFlags = { i: false, u: false, s: false, m: false, x: false, d: false };
