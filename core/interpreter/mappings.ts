import type { VariableMapping } from '../bpmn/executable-process.ts';
import type { Variables } from '../contracts/json.ts';
import { evaluateWith, type Scope } from './evaluate.ts';
import { feelOf } from './expressions.ts';
import { createLookup } from './variables.ts';

/** What one name gets: a source, or mappings to names inside of it, in the order of first mention. */
type Targets = Map<string, string | Targets>;

const targetsOf = (mappings: readonly VariableMapping[]): Targets => {
  const root: Targets = new Map();
  for (const { source, target } of mappings) {
    const names = target.split('.');
    const last = names.pop() ?? '';
    let place = root;
    for (const name of names) {
      const known = place.get(name);
      const inner = typeof known === 'object' ? known : (new Map() as Targets);
      place.set(name, inner);
      place = inner;
    }
    place.set(last, source);
  }
  return root;
};

/** Zeebe escapes nothing but quotes, so that a backslash in a constant has a meaning. */
const sourceText = (source: string): string =>
  source.startsWith('=') ? feelOf(source) : `"${source.replaceAll('"', '\\"')}"`;

const contextText = (targets: Targets, path: readonly string[], keepExisting: boolean): string => {
  const entries = [...targets].map(([name, inner]) => {
    if (typeof inner === 'string') return `${name}:${sourceText(inner)}`;
    const place = [...path, name];
    const made = contextText(inner, place, keepExisting);
    const old = place.join('.');
    return `${name}:${keepExisting ? `if (${old} != null) then context merge(${old},${made}) else ${made}` : made}`;
  });
  return `{${entries.join(',')}}`;
};

/**
 * Mappings are one FEEL context, as in Zeebe: a later source sees the values before it, and those beside it in the object that it
 * is put into, but not the half-made object itself.
 * @param keepExisting outputs: a path into an existing object changes it; inputs start from nothing
 */
export const mappingsText = (mappings: readonly VariableMapping[], keepExisting: boolean): string =>
  `=${contextText(targetsOf(mappings), [], keepExisting)}`;

/** Texts of the mappings of a model, which are either inputs or outputs. */
const texts = new WeakMap<readonly VariableMapping[], string>();
const knownText = (mappings: readonly VariableMapping[], keepExisting: boolean): string => {
  const known = texts.get(mappings) ?? mappingsText(mappings, keepExisting);
  texts.set(mappings, known);
  return known;
};

/** @throws ElementFailure IO_MAPPING_ERROR */
export const evaluateMappings = (
  scope: Scope,
  mappings: readonly VariableMapping[],
  keepExisting: boolean,
): Variables =>
  evaluateWith(
    scope,
    knownText(mappings, keepExisting),
    createLookup(scope.tree, scope.scopeKey),
    'IO_MAPPING_ERROR',
  ) as Variables;
