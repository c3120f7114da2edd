import type { JsonValue } from '../contracts/json.ts';

/** Result of a FEEL evaluation as Zeebe 8.5 sees it: a JSON value, or a failure with a sentence. */
export type Evaluation =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

/** Names to values as seen from a scope; a missing name is `undefined`. */
export type VariableLookup = (name: string) => JsonValue | undefined;

/** The engine's clock for now() and today(). Milliseconds since the epoch; the zone of the engine is UTC. */
export type ExpressionContext = { readonly lookup: VariableLookup; readonly now: number };
