import type { ExecutableProcess } from '../bpmn/executable-process.ts';
import type { BrokerStore, BufferedMessage, StoredDefinition, Wait } from './api.ts';
import { compareKeys } from './compare-keys.ts';
import type { DefinitionCache } from './definition-cache.ts';
import type { Execution } from './execution.ts';
import type { Feel } from '../expressions/feel.ts';
import { openTree, type Tree } from './tree.ts';

/** One command at work: the store as it was before, and everything that the command has changed since. */
export type Session = {
  readonly x: Execution;
  readonly store: BrokerStore;
  readonly cache: DefinitionCache;
  readonly feel: Feel;
  /** New or changed; null = gone. */
  readonly messages: Map<string, BufferedMessage | null>;
  readonly definitions: StoredDefinition[];
  /** Process id and correlation key of instances that ended in this command. */
  readonly endedByMessage: Set<string>;
};

export const loadModel = async ({ x, store, cache }: Session, key: string): Promise<ExecutableProcess> => {
  const known = x.models.get(key) ?? cache.findProcess(key);
  if (known) {
    x.models.set(key, known);
    return known;
  }
  const definition = await store.findDefinition(key);
  if (!definition) throw new Error(`Definition ${key} is gone`);
  const model = await cache.getProcess(definition);
  x.models.set(key, model);
  return model;
};

/** The tree with all its models at hand; undefined when it does not exist or has ended in this command. */
export const loadTree = async (session: Session, rootKey: string): Promise<Tree | undefined> => {
  const { x, store } = session;
  const changed = x.trees.get(rootKey);
  if (changed !== undefined) return changed ?? undefined;
  const stored = await store.loadInstance(rootKey);
  if (!stored) return undefined;
  const tree = openTree(stored);
  for (const { definitionKey } of Object.values(tree.processes))
    if (!x.models.has(definitionKey)) await loadModel(session, definitionKey);
  x.trees.set(rootKey, tree);
  return tree;
};

/** Start events belong to their definition. */
const holderOf = ({ elementInstanceKey, processDefinitionKey }: Wait): string =>
  elementInstanceKey ?? processDefinitionKey;

/** Waits of the store as this command has left them; as in Zeebe by the age of what waits, not of its waiting. */
export const mergeWaits = (
  { x }: Session,
  stored: readonly Wait[],
  matches: (wait: Wait) => boolean,
): readonly Wait[] => {
  const old = stored.filter((wait) => !x.waits.has(wait.key));
  const fresh = [...x.waits.values()].filter((wait): wait is Wait => wait !== null && matches(wait));
  return [...old, ...fresh].sort((a, b) => compareKeys(holderOf(a), holderOf(b)) || compareKeys(a.key, b.key));
};
