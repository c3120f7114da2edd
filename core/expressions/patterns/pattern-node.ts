/** Whether a symbol, by its code point, belongs to a set. */
export type SymbolSet = (code: number) => boolean;

/** What a position in a text must fulfil; `last` is where the match before this one ended. */
export type Assertion = (text: string, at: number, last: number) => boolean;

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

/** How far back something may begin. */
export type Reach = {
  readonly least: number;
  readonly most: number;
  /** Counted in symbols, else in code units. */
  readonly inSymbols: boolean;
};

/** A part of a pattern, as java.util.regex understands it. */
export type PatternNode =
  | { readonly type: 'symbol'; readonly has: SymbolSet }
  /** `\r\n` as a whole if it can be, else any end of a line. */
  | { readonly type: 'lineEnd' }
  | { readonly type: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly type: 'group'; readonly index: number; readonly body: PatternNode }
  | {
      readonly type: 'repeat';
      readonly body: PatternNode;
      readonly least: number;
      readonly most: number;
      readonly mode: RepeatMode;
    }
  | { readonly type: 'lookAhead'; readonly body: PatternNode; readonly isNegated: boolean }
  | {
      readonly type: 'lookBehind';
      readonly body: PatternNode;
      readonly isNegated: boolean;
      readonly reach: Reach;
    }
  | { readonly type: 'atomic'; readonly body: PatternNode }
  | { readonly type: 'reference'; readonly group: number; readonly isSame: (a: number, b: number) => boolean }
  | { readonly type: 'assertion'; readonly holds: Assertion };

export type ParsedPattern = {
  readonly root: PatternNode;
  /** How many groups capture something. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
};
