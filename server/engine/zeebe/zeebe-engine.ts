import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { CommandAnswer, EngineCommand } from '../../../core/contracts/engine-command.ts';
import type { Clock } from '../../shared/clock.ts';
import { EngineUnavailable, type Engine } from '../engine.ts';
import { readForeignSince } from './foreign-feed.ts';
import type { Topology, ZeebeGateway } from './gateway/gateway.ts';
import { openJobWorkers } from './job-workers.ts';
import { createDispatcher } from './outbox/dispatcher.ts';
import { createFindEvidence } from './outbox/find-evidence.ts';
import { createMarkers } from './outbox/markers.ts';
import { createOutboxStore } from './outbox/outbox-store.ts';
import { createOutcomes, type OnRefused } from './outbox/outcomes.ts';
import { createWriteDown } from './outbox/write-down.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
export type ZeebeEngineDeps = {
  readonly db: Knex;
  readonly gateway: ZeebeGateway;
  readonly clock: Clock;
  readonly log: Log;
  readonly onRefused: OnRefused;
  /** Commands sent at once. */
  readonly concurrency?: number;
};
export type ZeebeEngine = Engine & {
  /** Begins to send what is written down, also by processes that have ended. */
  start(): void;
  /** @throws EngineUnavailable */
  readTopology(): Promise<Topology>;
};

/** Answered at once: they have no effect on a dossier, and a repeat changes nothing. */
const isDirect = ({ type }: EngineCommand): boolean => type === 'deploy' || type === 'evaluateDecision';
/** A bundle of a procedure is parsed, checked and spread over all partitions. */
const DEPLOY_MS = 30_000;
/** Somebody is looking at a page, and wants to know that brokers are away. */
const TOPOLOGY_MS = 1_500;

/** The port on a cluster of Zeebe brokers: commands through the outbox, jobs through workers, records through the sink. */
export const createZeebeEngine = ({
  db,
  gateway,
  clock,
  log,
  onRefused,
  concurrency,
}: ZeebeEngineDeps): ZeebeEngine => {
  const store = createOutboxStore(randomUUID());
  const outcomes = createOutcomes({ db, store, onRefused, clock, log });
  const closing = new AbortController();
  const markers = createMarkers({ db, gateway, closing: closing.signal });
  const findEvidence = createFindEvidence({ db, markers });
  const dispatcher = createDispatcher({
    ...{ db, store, gateway, findEvidence, stirFeed: () => markers.leave(), outcomes, log },
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const writeDown = createWriteDown({ store, dispatcher, clock });
  let workers: { close(): Promise<void> } | undefined;
  let version = 'unknown';

  return {
    get capabilities() {
      return { name: 'zeebe', version, transactional: false } as const;
    },
    async send(command, tx, { dossierId = null } = {}): Promise<CommandAnswer> {
      if (isDirect(command)) {
        if ((await readForeignSince(tx)) !== null)
          throw new EngineUnavailable('notDone', 'the brokers lack their data');
        return gateway.execute(command, { deadlineMs: DEPLOY_MS });
      }
      return { commandId: await writeDown(command, tx, { dossierId, jobKey: null }) };
    },
    start: () => dispatcher.start(),
    async work(handlers) {
      if (workers) throw new Error('The engine is working already');
      workers = openJobWorkers({ db, gateway, store, writeDown, log, handlers });
      return Promise.resolve();
    },
    async readTopology() {
      const topology = await gateway.readTopology({ deadlineMs: TOPOLOGY_MS });
      version = topology.version;
      return topology;
    },
    async close() {
      await workers?.close();
      closing.abort();
      await dispatcher.close();
      await gateway.close();
    },
  };
};
