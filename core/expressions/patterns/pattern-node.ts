/** Whether a symbol, by its code point, belongs to a set. */
export type SymbolSet = (code: number) => boolean;

/** What a position in a text must fulfil; `last` is where the match before this one ended. */
export type Assertion = (text: string, at: number, last: number) => boolean;

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

/** A part of a pattern, as java.util.regex understands it. */
export type PatternNode =
  | { readonly type: 'symbol'; readonly has: SymbolSet }
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
  | { readonly type: 'look'; readonly body: PatternNode; readonly isAhead: boolean; readonly isNegated: boolean }
  | { readonly type: 'atomic'; readonly body: PatternNode }
  | { readonly type: 'reference'; readonly group: number; readonly isSame: (a: number, b: number) => boolean }
  | { readonly type: 'assertion'; readonly holds: Assertion };

export type ParsedPattern = {
  readonly root: PatternNode;
  /** How many groups capture something. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
};

/** Most symbols that a part can take; what has no bound cannot be looked for backwards. */
export const mostSymbols = (node: PatternNode): number => {
  switch (node.type) {
    case 'symbol':
      return 1;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + mostSymbols(item), 0);
    case 'choice':
      return Math.max(0, ...node.options.map(mostSymbols));
    case 'group':
    case 'atomic':
      return mostSymbols(node.body);
    case 'repeat':
      return node.most === 0 ? 0 : node.most * mostSymbols(node.body);
    case 'reference':
      return Infinity;
    case 'look':
    case 'assertion':
      return 0;
  }
};
