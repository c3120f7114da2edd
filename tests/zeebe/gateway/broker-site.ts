import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRejected, type CommandAnswer, type EngineCommand } from '../../../core/contracts/engine-command.ts';
import type { ZeebeGateway } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { EngineUnavailable } from '../../../server/engine/engine.ts';
import { createGateway } from '../../../server/engine/zeebe/gateway/create-gateway.ts';
import { startBroker, type Broker, type BrokerOptions } from '../../../scripts/zeebe/broker.mjs';
import { openRecordListener, type RecordListener } from './record-listener.ts';

export type LoggedLine = {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly details: object;
};

export type BrokerSite = {
  readonly broker: Broker;
  readonly gateway: ZeebeGateway;
  readonly records: RecordListener;
  readonly logged: LoggedLine[];
  /** A further client of the same broker, or of an address where nothing is. Closed with the site. */
  connect(address?: string, restUrl?: string): ZeebeGateway;
  deploy(...resources: readonly (readonly [name: string, content: string])[]): Promise<CommandAnswer>;
  /** @returns the key of the instance */
  start(bpmnProcessId: string, variables?: Record<string, number | string>): Promise<string>;
  close(): Promise<void>;
};

const CLOSE_MS = 5_000;

/** A broker of its own with a client, and a listener to its records. */
export const openBrokerSite = async (options: Partial<BrokerOptions> = {}): Promise<BrokerSite> => {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-zeebe-'));
  const records = await openRecordListener();
  const broker = await startBroker({
    dataDir: join(folder, 'data'),
    profile: 'test',
    sinkUrl: records.url,
    bulkSize: 50,
    bulkDelay: 0,
    ...options,
  });
  const logged: LoggedLine[] = [];
  const log = (['info', 'warn', 'error'] as const).map(
    (level) => [level, (details: object, message: string) => void logged.push({ level, message, details })] as const,
  );
  const gateways: ZeebeGateway[] = [];
  const connect = (address = broker.grpcAddress, restUrl = broker.restUrl): ZeebeGateway => {
    const gateway = createGateway({
      address,
      restUrl,
      log: Object.fromEntries(log) as Parameters<typeof createGateway>[0]['log'],
    });
    gateways.push(gateway);
    return gateway;
  };
  const gateway = connect();
  return {
    broker,
    gateway,
    records,
    logged,
    connect,
    deploy: (...resources) =>
      gateway.execute({ type: 'deploy', resources: resources.map(([name, content]) => ({ name, content })) }),
    start: async (bpmnProcessId, variables = {}) =>
      (await gateway.execute({ type: 'createInstance', bpmnProcessId, variables })).processInstanceKey ?? '',
    close: async () => {
      // The broker is ended whatever a failed test left open.
      const closing = Promise.all(gateways.map((one) => one.close()));
      await Promise.race([closing, new Promise((done) => setTimeout(done, CLOSE_MS).unref())]);
      broker.signal('SIGCONT');
      await broker.stop();
      await records.close();
      await closing;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** How a command ended, in one word: done, a type of refusal, or what is known when there was no answer. */
export const endOf = async (
  gateway: ZeebeGateway,
  command: EngineCommand,
  deadlineMs?: number,
): Promise<'done' | CommandRejected['rejectionType'] | EngineUnavailable['outcome']> => {
  try {
    await gateway.execute(command, deadlineMs === undefined ? {} : { deadlineMs });
    return 'done';
  } catch (error) {
    if (error instanceof CommandRejected) return error.rejectionType;
    if (error instanceof EngineUnavailable) return error.outcome;
    throw error;
  }
};
