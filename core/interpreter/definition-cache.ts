import type { ExecutableProcess } from '../bpmn/executable-process.ts';
import { parseProcesses } from '../bpmn/parse-processes.ts';
import type { StoredDefinition } from './api.ts';
import type { Drg } from '../decisions/decision-model.ts';
import { parseDecisions } from '../decisions/parse-decisions.ts';
import type { Feel } from '../expressions/feel.ts';

/** Parsed definitions by key: they never change, so brokers may share one cache. */
export type DefinitionCache = {
  getProcess(definition: StoredDefinition): Promise<ExecutableProcess> | ExecutableProcess;
  /** For a definition that was loaded before, in this command or another one. */
  findProcess(key: string): ExecutableProcess | undefined;
  getDecisions(definition: StoredDefinition): Promise<Drg>;
};

/** The least recently used entry makes room. */
const createBounded = <T>(limit: number) => {
  const entries = new Map<string, T>();
  return {
    get: (key: string): T | undefined => {
      const found = entries.get(key);
      if (found !== undefined && entries.size > limit / 2) {
        entries.delete(key);
        entries.set(key, found);
      }
      return found;
    },
    set: (key: string, value: T): T => {
      entries.set(key, value);
      const oldest = entries.keys().next().value;
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
      return value;
    },
  };
};

const parseProcess = async (definition: StoredDefinition): Promise<ExecutableProcess> => {
  const { processes, problems } = await parseProcesses(definition.resourceName, definition.content);
  const process = processes.find(({ id }) => id === definition.id);
  if (!process) throw new Error(`Definition ${definition.key} cannot be read: ${problems[0]?.message ?? 'not found'}`);
  return process;
};

export const createDefinitionCache = (feel: Feel, limit = 500): DefinitionCache => {
  const processes = createBounded<ExecutableProcess>(limit);
  const graphs = createBounded<Drg>(limit);
  return {
    findProcess: (key) => processes.get(key),
    getProcess: (definition) =>
      processes.get(definition.key) ??
      parseProcess(definition).then((process) => processes.set(definition.key, process)),
    getDecisions: async (definition) => {
      const known = graphs.get(definition.key);
      if (known) return known;
      const parsed = await parseDecisions(definition.content, feel);
      if (!parsed.ok)
        throw new Error(`Definition ${definition.key} cannot be read: ${parsed.problems[0]?.message ?? ''}`);
      return graphs.set(definition.key, parsed.drg);
    },
  };
};
