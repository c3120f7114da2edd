import type { EngineRecord } from '../contracts/engine-record.ts';
import type { BrokerStore, BufferedMessage, Changes, InstanceTree, StoredDefinition, Wait } from './api.ts';
import { openTree } from './tree.ts';

export type MemoryStore = BrokerStore & {
  /** Everything that has happened, in order; partition 1. */
  readonly records: readonly EngineRecord[];
  readonly waits: ReadonlyMap<string, Wait>;
  readonly messages: ReadonlyMap<string, BufferedMessage>;
};

const FIRST_KEY = 2n ** 51n;

/** A store for scenarios, play and tests. It keeps trees as text, as a durable one does. */
export const createMemoryStore = (): MemoryStore => {
  const trees = new Map<string, string>();
  const roots = new Map<string, string>();
  const waits = new Map<string, Wait>();
  const messages = new Map<string, BufferedMessage>();
  const definitions: StoredDefinition[] = [];
  const records: EngineRecord[] = [];
  const startedByMessage = new Map<string, string>();
  let keys = 0n;

  const latest = (matches: (definition: StoredDefinition) => boolean): StoredDefinition | undefined =>
    definitions.filter(matches).at(-1);
  const waitsWhere = (matches: (wait: Wait) => boolean): readonly Wait[] => [...waits.values()].filter(matches);
  const startKey = (tree: InstanceTree): string | undefined => {
    const { startedByCorrelationKey, processes, rootKey } = openTree(tree);
    return startedByCorrelationKey === undefined
      ? undefined
      : JSON.stringify([processes[rootKey]?.bpmnProcessId, startedByCorrelationKey]);
  };
  const writeTree = (rootKey: string, tree: InstanceTree | null): void => {
    if (tree === null) {
      trees.delete(rootKey);
      startedByMessage.delete(rootKey);
      return;
    }
    trees.set(rootKey, JSON.stringify(tree));
    const started = startKey(tree);
    if (started !== undefined) startedByMessage.set(rootKey, started);
    for (const key of Object.keys(openTree(tree).elements)) roots.set(key, rootKey);
  };
  const write = (changes: Changes): void => {
    for (const { rootKey, tree } of changes.instances) writeTree(rootKey, tree);
    for (const { key, rootKey } of changes.openedProcessInstances) roots.set(key, rootKey);
    for (const wait of changes.waits) waits.set(wait.key, wait);
    for (const key of changes.closedWaits) waits.delete(key);
    for (const message of changes.messages) messages.set(message.key, message);
    for (const key of changes.closedMessages) messages.delete(key);
    definitions.push(...changes.definitions);
    for (const record of changes.records)
      records.push({ ...record, partitionId: 1, position: String(records.length + 1) });
  };

  return {
    records,
    waits,
    messages,
    loadInstance: (rootKey) => {
      const text = trees.get(rootKey);
      return Promise.resolve(text === undefined ? undefined : (JSON.parse(text) as InstanceTree));
    },
    findRoot: (key) => Promise.resolve(roots.get(key)),
    findWait: (key) => Promise.resolve(waits.get(key)),
    findMessageWaits: (name, correlationKey) =>
      Promise.resolve(
        waitsWhere(
          (wait) =>
            wait.kind === 'message' &&
            wait.name === name &&
            (correlationKey === undefined
              ? wait.rootKey === null
              : wait.rootKey !== null && wait.correlationKey === correlationKey),
        ),
      ),
    findSignalWaits: (name) => Promise.resolve(waitsWhere((wait) => wait.kind === 'signal' && wait.name === name)),
    findStartWaits: (id) => Promise.resolve(waitsWhere((wait) => wait.rootKey === null && wait.bpmnProcessId === id)),
    findMessages: (name, correlationKey, now) =>
      Promise.resolve(
        [...messages.values()].filter(
          (message) => message.name === name && message.correlationKey === correlationKey && message.expiresAt > now,
        ),
      ),
    hasInstanceStartedByMessage: (id, correlationKey) =>
      Promise.resolve([...startedByMessage.values()].includes(JSON.stringify([id, correlationKey]))),
    findDefinition: (key) => Promise.resolve(latest((definition) => definition.key === key)),
    findLatestDefinition: (kind, id) =>
      Promise.resolve(latest((definition) => definition.kind === kind && definition.id === id)),
    findLatestDecision: (decisionId) =>
      Promise.resolve(latest(({ decisions }) => decisions?.some((one) => one.decisionId === decisionId) ?? false)),
    nextKey: () => String(FIRST_KEY + ++keys),
    write: (changes) => {
      write(changes);
      return Promise.resolve();
    },
  };
};
