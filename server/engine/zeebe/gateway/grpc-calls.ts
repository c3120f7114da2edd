import {
  credentials,
  Metadata,
  type ClientReadableStream,
  type ClientUnaryCall,
  type ServiceError,
} from '@grpc/grpc-js';
import { EngineUnavailable } from '../../engine.ts';
import { loadGatewayService } from './load-gateway-service.ts';
import { mapGrpcError } from './map-grpc-error.ts';

export type UnaryMethod =
  | 'Topology'
  | 'DeployResource'
  | 'DeleteResource'
  | 'EvaluateDecision'
  | 'CreateProcessInstance'
  | 'CancelProcessInstance'
  | 'ModifyProcessInstance'
  | 'MigrateProcessInstance'
  | 'SetVariables'
  | 'ResolveIncident'
  | 'PublishMessage'
  | 'BroadcastSignal'
  | 'CompleteJob'
  | 'FailJob'
  | 'ThrowError'
  | 'UpdateJobRetries'
  | 'UpdateJobTimeout';

export type GrpcCalls = {
  /** One request, one answer. @throws CommandRejected · EngineUnavailable · BackPressure */
  unary<Answer>(method: UnaryMethod, request: object, deadlineMs: number): Promise<Answer>;
  /** A request that is answered by parts. The caller listens to 'data', 'end' and 'error', and may cancel. */
  stream<Part>(method: 'ActivateJobs', request: object, deadlineMs: number): ClientReadableStream<Part>;
  /** Ends the calls under way; later ones fail at once. */
  close(): void;
};

/**
 * A broker comes back within seconds, so connecting is tried again often. The gateway hangs up on peers that ping more often than twice a
 * minute. A broker is reached directly, whatever proxy the host's other programs use: it stands in a private network and asks for no password.
 */
const CHANNEL_OPTIONS = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  'grpc.keepalive_time_ms': 35_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
  'grpc.enable_http_proxy': 0,
};

const isCalling = (client: object, method: string): client is Record<string, (...args: unknown[]) => ClientUnaryCall> =>
  typeof (client as Record<string, unknown>)[method] === 'function';

/** @param address `host:port` of a gateway */
export const createGrpcCalls = (address: string): GrpcCalls => {
  const Service = loadGatewayService();
  const client = new Service(address, credentials.createInsecure(), CHANNEL_OPTIONS);
  const underWay = new Set<{ cancel(): void }>();
  let closed = false;

  const start = (method: string, ...args: unknown[]): ClientUnaryCall => {
    if (closed) throw new EngineUnavailable('notDone', 'The connection to the engine was closed');
    if (!isCalling(client, method)) throw new Error(`gateway.proto has no rpc ${method}`);
    const call = client[method]?.(...args);
    if (call === undefined) throw new Error(`gateway.proto has no rpc ${method}`);
    underWay.add(call);
    return call;
  };
  const until = (deadlineMs: number) => ({ deadline: new Date(Date.now() + deadlineMs) });

  return {
    unary: (method, request, deadlineMs) =>
      new Promise((resolve, reject) => {
        const call = start(
          method,
          request,
          new Metadata(),
          until(deadlineMs),
          (error: ServiceError | null, answer: never) => {
            underWay.delete(call);
            if (error === null) resolve(answer);
            else reject(mapGrpcError(error));
          },
        );
      }),
    stream: <Part>(method: 'ActivateJobs', request: object, deadlineMs: number) => {
      const call = start(method, request, until(deadlineMs)) as unknown as ClientReadableStream<Part>;
      call.once('status', () => underWay.delete(call));
      return call;
    },
    close: () => {
      closed = true;
      for (const call of underWay) call.cancel();
      client.close();
    },
  };
};
