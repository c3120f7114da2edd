import { createFeel } from '../../../core/expressions/feel.ts';
import { createBroker } from '../../../core/interpreter/broker.ts';
import { createDefinitionCache } from '../../../core/interpreter/definition-cache.ts';
import { readJob } from '../../../core/interpreter/read-job.ts';
import type { Interpreter } from './interpreter-port.ts';

/** The interpreter for one process: expressions and definitions are compiled once for all commands. */
export const createInterpreter = (): Interpreter => {
  const feel = createFeel();
  const cache = createDefinitionCache(feel);
  return { createBroker: (store) => createBroker(store, { feel, cache }), readJob };
};
