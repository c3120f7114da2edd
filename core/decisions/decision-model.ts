import type { CompiledExpression } from '../expressions/feel.ts';

/** A decision requirements graph, ready to be evaluated. */
export type Drg = {
  /** Id, name and namespace of the definitions of the file. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Business knowledge models by name, which is how expressions call them. */
  readonly knowledge: ReadonlyMap<string, KnowledgeModel>;
};

export type Decision = {
  readonly id: string;
  readonly name: string;
  /** The name under which decisions that require this one see its result. */
  readonly resultName: string;
  /** The type its result must have; null for any. */
  readonly resultType: string | null;
  readonly requiredDecisions: readonly string[];
  /** Names of business knowledge models. */
  readonly requiredKnowledge: readonly string[];
  readonly logic: Logic;
};

export type Parameter = { readonly name: string; readonly type: string | null };

export type KnowledgeModel = {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly requiredKnowledge: readonly string[];
  readonly logic: Logic;
};

export type NamedLogic = { readonly name: string; readonly logic: Logic };

export type Logic =
  | { readonly type: 'table'; readonly table: DecisionTable }
  | { readonly type: 'literal'; readonly expression: CompiledExpression }
  | { readonly type: 'context'; readonly entries: readonly NamedLogic[]; readonly result: Logic | null }
  | { readonly type: 'list'; readonly items: readonly Logic[] }
  | { readonly type: 'relation'; readonly rows: readonly (readonly NamedLogic[])[] }
  | { readonly type: 'invocation'; readonly knowledge: string; readonly bindings: readonly Binding[] }
  | { readonly type: 'function'; readonly parameters: readonly Parameter[]; readonly body: CompiledExpression }
  /** A knowledge model without logic. */
  | { readonly type: 'empty' };

export type Binding = { readonly parameter: string; readonly expression: CompiledExpression };

export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];

export const AGGREGATIONS = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export type DecisionTable = {
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
};

export type TableInput = { readonly id: string; readonly label: string; readonly expression: CompiledExpression };

export type TableOutput = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** Allowed values as texts without quotes, in the order of their priority. */
  readonly values: readonly string[];
  readonly defaultEntry: CompiledExpression | null;
};

export type TableRule = {
  readonly id: string;
  /** One test per input; null matches everything. */
  readonly tests: readonly (CompiledExpression | null)[];
  /** One expression per output. */
  readonly entries: readonly CompiledExpression[];
};
