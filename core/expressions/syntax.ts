import type { TemporalValue } from './temporal/temporal-value.ts';
import type { FeelNumber } from './value.ts';

/** Syntax tree of an expression or of unary tests. */
export type Node =
  | { readonly type: 'literal'; readonly value: null | boolean | string | FeelNumber | TemporalValue }
  | { readonly type: 'list'; readonly items: readonly Node[] }
  | { readonly type: 'context'; readonly entries: readonly (readonly [key: string, value: Node])[] }
  | RangeNode
  | { readonly type: 'reference'; readonly names: readonly string[] }
  | { readonly type: 'path'; readonly base: Node; readonly key: string }
  | { readonly type: 'filter'; readonly list: Node; readonly filter: Node }
  | { readonly type: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly type: 'negation'; readonly value: Node }
  | { readonly type: 'not'; readonly value: Node }
  | { readonly type: 'if'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly type: 'for'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly type: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly type: 'iteration'; readonly start: Node; readonly end: Node }
  | { readonly type: 'in'; readonly value: Node; readonly test: Node }
  | { readonly type: 'instance of'; readonly value: Node; readonly typeName: string }
  | { readonly type: 'call'; readonly path: readonly string[]; readonly name: string; readonly arguments: Arguments }
  | { readonly type: 'function'; readonly parameters: readonly string[]; readonly body: Node }
  | { readonly type: 'external function' }
  /** `?`, the value that a unary test is about. */
  | { readonly type: 'input' }
  /** Comparison of the input with an end point. */
  | { readonly type: 'input compared'; readonly operator: Comparison; readonly value: Node }
  | { readonly type: 'input in range'; readonly range: RangeNode }
  /** An expression as a unary test. */
  | { readonly type: 'test'; readonly expression: Node }
  | { readonly type: 'any of'; readonly tests: readonly Node[] };

export type Comparison = '=' | '<' | '<=' | '>' | '>=';
export type BinaryOperator = Comparison | '+' | '-' | '*' | '/' | '**' | 'and' | 'or';

export type RangeNode = {
  readonly type: 'range';
  readonly start: Node;
  readonly isStartClosed: boolean;
  readonly end: Node;
  readonly isEndClosed: boolean;
};

export type Iterator = { readonly name: string; readonly list: Node };

export type Arguments =
  | { readonly by: 'position'; readonly values: readonly Node[] }
  | { readonly by: 'name'; readonly values: ReadonlyMap<string, Node> };
