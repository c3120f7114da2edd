import type { Broker, BrokerStore, InstanceTree } from '../../../core/interpreter/api.ts';
import type { ActivatedJob } from '../engine.ts';

/** The interpreter as the engine uses it: one for all commands of a process, with its cache of parsed definitions. */
export type Interpreter = {
  readonly createBroker: (store: BrokerStore) => Broker;
  /** A job that may be worked on; undefined when the tree has no such job (any more). */
  readonly readJob: (tree: InstanceTree, jobKey: string) => ActivatedJob | undefined;
};
