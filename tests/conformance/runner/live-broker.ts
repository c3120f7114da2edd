import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { startBroker } from '../../../scripts/zeebe/broker.mjs';
import { createGateway } from '../../../server/engine/zeebe/gateway/create-gateway.ts';
import type { ZeebeGateway } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { startRecordSink, type RecordSink } from './record-sink.ts';

const DEADLINE_MS = 20_000;

/** scripts/zeebe/broker.mjs, which is no part of what is built: whoever runs this brings it. */
export type StartBroker = typeof startBroker;

/** One broker that is used for scenarios, with its own data, sink and clock. */
export type LiveBroker = {
  readonly gateway: ZeebeGateway;
  readonly sink: RecordSink;
  /** Milliseconds since the epoch; undefined before it was first set. */
  readonly now: number | undefined;
  /** Where the next scenario begins. Going back may stall a broker that has something to do. */
  setClock(now: number): Promise<void>;
  /** While a scenario is played. @throws Error the clock would go back */
  moveClock(now: number): Promise<void>;
  nextMarker(): number;
  /** At once; nothing of it is needed any more. */
  close(): Promise<void>;
};

/** @throws Error there is no JDK or no broker, or it does not start */
export const startLiveBroker = async (start: StartBroker): Promise<LiveBroker> => {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  // A run that is ended from outside leaves no data behind either.
  const removeData = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeData);
  const sink = await startRecordSink();
  const broker = await start({
    dataDir: join(folder, 'data'),
    sinkUrl: sink.url,
    bulkSize: 1,
    bulkDelay: 0,
    profile: 'test',
  }).catch(async (error: unknown) => {
    await sink.close();
    throw error;
  });
  const gateway = createGateway({
    address: broker.grpcAddress,
    restUrl: broker.restUrl,
    deadlineMs: DEADLINE_MS,
    // What a gateway logs is about workers, and here is none.
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  let now: number | undefined;
  let markers = 0;
  const setClock = async (to: number): Promise<void> => {
    if (to === now) return;
    await broker.clock.pin(to);
    now = to;
  };
  return {
    gateway,
    sink,
    get now() {
      return now;
    },
    setClock,
    moveClock: async (to) => {
      if (now !== undefined && to < now) throw new Error('The clock of a broker does not go back while something runs');
      await setClock(to);
    },
    nextMarker: () => (markers += 1),
    close: async () => {
      await gateway.close();
      await broker.kill();
      // Of a broker that is dead only the watch over it ends.
      await broker.stop();
      await sink.close();
      process.off('exit', removeData);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
