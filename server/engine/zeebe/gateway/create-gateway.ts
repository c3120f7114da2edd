import type { TopologyAnswer } from './answers.ts';
import { executeCommand, explainMissingPartition } from './execute-command.ts';
import type { GatewayWorker, Topology, ZeebeGateway } from './gateway.ts';
import { createGrpcCalls } from './grpc-calls.ts';
import { checkKey } from './command-keys.ts';
import { createJobWorker } from './job-worker.ts';
import type { GatewayLog } from './log.ts';
import { realPace } from './pace.ts';
import { createRestCalls } from './rest-calls.ts';
import { readTopologyAnswer } from './read-topology.ts';
import { sendPatiently } from './send-patiently.ts';

export type GatewayOptions = {
  /** `host:port` of the gateway's gRPC. */
  readonly address: string;
  /** Such as `http://host:8080`. */
  readonly restUrl: string;
  /** For one call with its waits, milliseconds. */
  readonly deadlineMs?: number;
  /** Told to the broker with each activation, for its own logs. */
  readonly workerName?: string;
  readonly log: GatewayLog;
};

const DEADLINE_MS = 10_000;
/** A bundle of a procedure is parsed and written in one command. */
const DEPLOY_DEADLINE_MS = 30_000;

/** Connects at the first call; a gateway that is away is no error here. */
export const createGateway = (options: GatewayOptions): ZeebeGateway => {
  const { address, restUrl, log, deadlineMs = DEADLINE_MS, workerName = 'mot-cua' } = options;
  const grpc = createGrpcCalls(address);
  const rest = createRestCalls(restUrl);
  const pace = realPace;
  const workers = new Set<GatewayWorker>();
  let known: Topology | undefined;

  const readTopology = async (limitMs: number): Promise<Topology> => {
    const answer = await sendPatiently((left) => grpc.unary<TopologyAnswer>('Topology', {}, left()), limitMs, pace);
    known = readTopologyAnswer(answer);
    return known;
  };
  const lastTopology = (): Topology | undefined => known;
  const knownTopology = async (limitMs: number): Promise<Topology> => known ?? (await readTopology(limitMs));

  return {
    execute: (command, call) =>
      executeCommand(
        { grpc, rest, pace, knownTopology, lastTopology },
        command,
        call?.deadlineMs ?? (command.type === 'deploy' ? Math.max(deadlineMs, DEPLOY_DEADLINE_MS) : deadlineMs),
      ),
    readTopology: (call) => readTopology(call?.deadlineMs ?? deadlineMs),
    deleteResource: async (key, call) => {
      checkKey(key);
      const limitMs = call?.deadlineMs ?? deadlineMs;
      try {
        await sendPatiently((left) => grpc.unary('DeleteResource', { resourceKey: key }, left()), limitMs, pace);
      } catch (error) {
        throw await explainMissingPartition({ knownTopology, lastTopology }, key, error);
      }
    },
    openWorker: (worker) => {
      const opened = createJobWorker({ calls: grpc, pace, log, name: workerName }, worker);
      const tracked: GatewayWorker = {
        close: async () => {
          workers.delete(tracked);
          await opened.close();
        },
      };
      workers.add(tracked);
      return tracked;
    },
    close: async () => {
      await Promise.all([...workers].map((worker) => worker.close()));
      grpc.close();
      rest.close();
    },
  };
};
