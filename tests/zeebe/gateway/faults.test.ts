import { createServer } from 'node:net';
import { ZBClient } from 'zeebe-node';
import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import { BackPressure } from '../../../server/engine/zeebe/gateway/back-pressure.ts';
import { createGrpcCalls } from '../../../server/engine/zeebe/gateway/grpc-calls.ts';
import type { GatewayJob } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { endOf, openBrokerSite, type BrokerSite } from './broker-site.ts';
import * as models from './models.ts';

let site: BrokerSite;
/** Two partitions; the broker takes so few commands at once that a burst meets back-pressure. */
beforeAll(async () => {
  site = await openBrokerSite({
    partitions: 2,
    env: { ZEEBE_BROKER_BACKPRESSURE_ALGORITHM: 'fixed', ZEEBE_BROKER_BACKPRESSURE_FIXED_LIMIT: '2' },
  });
  const types = ['spread', 'slow', 'theirs', 'comes-back', 'throws', 'burst', 'frozen'];
  await site.deploy(...types.map((type) => [`${type}.bpmn`, models.service(type, type)] as const));
}, 120_000);
afterAll(() => site.close());

const STEP_MS = 20;
const until = async (isSo: () => boolean, limitMs = 20_000): Promise<void> => {
  const limit = Date.now() + limitMs;
  while (!isSo()) {
    if (Date.now() > limit) throw new Error(`It was not so after ${limitMs} ms`);
    await new Promise((done) => setTimeout(done, STEP_MS));
  }
};
const timed = async <T>(work: Promise<T>): Promise<{ readonly result: T; readonly ms: number }> => {
  const from = performance.now();
  return { result: await work, ms: performance.now() - from };
};
const create = (bpmnProcessId: string): EngineCommand => ({ type: 'createInstance', bpmnProcessId, variables: {} });
const startMany = (bpmnProcessId: string, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => site.start(bpmnProcessId)));
/** Takes jobs into hand until they are let go, and knows how many there were at once. */
const createHolder = () => {
  const held = new Map<string, () => void>();
  let most = 0;
  let seen = 0;
  let open = false;
  return {
    get most() {
      return most;
    },
    get seen() {
      return seen;
    },
    hold: (key: string): Promise<void> => {
      seen += 1;
      return new Promise<void>((letGo) => {
        held.set(key, letGo);
        most = Math.max(most, held.size);
        if (open) letGo();
      }).then(() => void held.delete(key));
    },
    letGo: (): void => {
      open = true;
      for (const letGo of held.values()) letGo();
    },
  };
};
const closedPort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

describe('back-pressure', () => {
  it('is met by a burst, and waited out', async () => {
    const bare = createGrpcCalls(site.broker.grpcAddress);
    const request = { bpmnProcessId: 'burst', version: -1, variables: '{}' };
    const attempts = await Promise.allSettled(
      Array.from({ length: 60 }, () => bare.unary('CreateProcessInstance', request, 10_000)),
    );
    bare.close();
    const busy = attempts.filter((one) => one.status === 'rejected' && one.reason instanceof BackPressure);
    expect(busy.length).toBeGreaterThan(0);

    expect(new Set(await startMany('burst', 60)).size).toBe(60);
  });
});

describe('a worker', () => {
  it('gets the jobs of all partitions, each once', async () => {
    const instances = await startMany('spread', 8);
    const partitions = new Set(instances.map((key) => BigInt(key) >> 51n));
    expect(partitions.size).toBe(2);
    const jobs: GatewayJob[] = [];
    const worker = site.gateway.openWorker({
      type: 'spread',
      capacity: 20,
      lockMs: 60_000,
      onJob: async (job) => {
        jobs.push(job);
        await site.gateway.execute({ type: 'completeJob', jobKey: job.key, variables: {} });
      },
    });
    await until(() => jobs.length === 8);
    await worker.close();
    expect(new Set(jobs.map(({ processInstanceKey }) => processInstanceKey))).toEqual(new Set(instances));
    expect(new Set(jobs.map(({ key }) => key)).size).toBe(8);
  });

  it('fills its room although some of its jobs are slow, which the worker of zeebe-node does not', async () => {
    const CAPACITY = 4;
    const [ours, theirs] = [createHolder(), createHolder()];
    const onJob = (job: GatewayJob): Promise<void> => ours.hold(job.key);
    const worker = site.gateway.openWorker({ type: 'slow', capacity: CAPACITY, lockMs: 120_000, onJob });
    const client = new ZBClient(site.broker.grpcAddress, { retry: false, loglevel: 'NONE', useTLS: false });
    client.createWorker({
      taskType: 'theirs',
      maxJobsToActivate: CAPACITY,
      timeout: 120_000,
      longPoll: 1_000,
      pollInterval: 50,
      loglevel: 'NONE',
      taskHandler: async (job) => {
        await theirs.hold(job.key);
        return job.forward();
      },
    });
    await Promise.all([startMany('slow', 2), startMany('theirs', 2)]);
    await until(() => ours.seen === 2 && theirs.seen === 2);
    await startMany('theirs', 4);
    await startMany('slow', 4);
    await until(() => ours.seen === CAPACITY);
    expect(theirs.seen).toBe(2);

    ours.letGo();
    theirs.letGo();
    await until(() => ours.seen === 6 && theirs.seen === 6);
    expect(ours.most).toBe(CAPACITY);
    await Promise.all([worker.close(), client.close()]);
  });

  it('closes within a poll when there is nothing to do, and after the jobs in hand when there is', async () => {
    const idle = site.gateway.openWorker({ type: 'none', capacity: 1, lockMs: 60_000, onJob: () => Promise.resolve() });
    expect((await timed(idle.close())).ms).toBeLessThan(1_000);

    const holder = createHolder();
    const onJob = (job: GatewayJob): Promise<void> => holder.hold(job.key);
    const busy = site.gateway.openWorker({ type: 'burst', capacity: 3, lockMs: 60_000, onJob });
    await until(() => holder.seen === 3);
    let isClosed = false;
    const closing = busy.close().then(() => (isClosed = true));
    await site.gateway.readTopology();
    expect(isClosed).toBe(false);
    holder.letGo();
    await closing;
    expect(holder.seen).toBe(3);
  });

  it('survives a handler that throws, tells it without variables, and gets the job again after its lock', async () => {
    const SECRET = 'mật-khẩu';
    const seen: string[] = [];
    const worker = site.gateway.openWorker({
      type: 'throws',
      capacity: 2,
      lockMs: 30_000,
      onJob: (job) => {
        seen.push(job.key);
        return Promise.reject(new Error('the handler is broken'));
      },
    });
    await site.start('throws', { secret: SECRET });
    await until(() => seen.length === 1);
    // A job's lock is looked at every second of the broker's clock.
    await site.broker.clock.add(40_000);
    await until(() => seen.length >= 2);
    await worker.close();
    expect(new Set(seen).size).toBe(1);
    const lines = site.logged.filter(({ level, details }) => level === 'error' && 'jobKey' in details);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines[0]?.details).toMatchObject({ jobKey: seen[0], jobType: 'throws' });
    expect(JSON.stringify(lines)).not.toContain(SECRET);
    // The client takes no retry: what the gateway itself gives back keeps them all.
    expect(site.records.count('JOB.FAILED', ({ value }) => value.type === 'throws' && value.retries !== 3)).toBe(0);
  });
});

describe('where no gateway is', () => {
  it('commands are known not to be done, at once', async () => {
    const port = await closedPort();
    const lost = site.connect(`127.0.0.1:${port}`, `http://127.0.0.1:${port}`);
    const commands: EngineCommand[] = [create('burst'), { type: 'completeUserTask', userTaskKey: '1', variables: {} }];
    for (const command of commands) {
      const { result, ms } = await timed(endOf(lost, command));
      expect(result).toBe('notDone');
      expect(ms).toBeLessThan(1_000);
    }
  });

  it('only REST is missing, user tasks are known not to be done', async () => {
    const lost = site.connect(site.broker.grpcAddress, `http://127.0.0.1:${await closedPort()}`);
    const userTaskKey = String(2n ** 51n + 999_999_999n);
    const { result, ms } = await timed(endOf(lost, { type: 'completeUserTask', userTaskKey, variables: {} }));
    expect(result).toBe('notDone');
    expect(ms).toBeLessThan(1_000);
  });

  it('another server answers, no task is taken for missing', async () => {
    const userTaskKey = String(2n ** 51n + 999_999_999n);
    const asAdmin = site.connect(site.broker.grpcAddress, site.broker.adminUrl);
    const assign = { type: 'assignUserTask', userTaskKey, assignee: 'a', allowOverride: true } as const;
    expect(await endOf(asAdmin, assign)).toBe('notDone');
  });
});

/** A broker that stands still: connections are open, nothing is answered. */
describe('a frozen broker', () => {
  const ours = createHolder();
  const CAPACITY = 2;

  beforeAll(async () => {
    const onJob = (job: GatewayJob): Promise<void> => ours.hold(job.key);
    site.gateway.openWorker({ type: 'frozen', capacity: CAPACITY, lockMs: 120_000, onJob });
    await site.gateway.readTopology();
    site.broker.signal('SIGSTOP');
  });
  afterAll(() => {
    site.broker.signal('SIGCONT');
    ours.letGo();
  });

  it('leaves every call unknown within its deadline, by gRPC and by REST', async () => {
    const userTaskKey = String(2n ** 51n + 999_999_999n);
    const commands: EngineCommand[] = [
      create('burst'),
      { type: 'completeUserTask', userTaskKey, variables: {} },
      { type: 'assignUserTask', userTaskKey, assignee: 'a', allowOverride: true },
      { type: 'publishMessage', name: 'm', correlationKey: 'c', timeToLiveMs: 1, variables: {} },
    ];
    const ends = await Promise.all(commands.map((command) => timed(endOf(site.gateway, command, 1_200))));
    expect(ends.map(({ result }) => result)).toEqual(commands.map(() => 'unknown'));
    for (const { ms } of ends) {
      expect(ms).toBeGreaterThan(1_100);
      expect(ms).toBeLessThan(2_200);
    }
    await expect(site.gateway.readTopology({ deadlineMs: 300 })).rejects.toMatchObject({ outcome: 'unknown' });
  });

  it('ends its open calls when the client is closed', async () => {
    const leaving = site.connect();
    const pending = endOf(leaving, create('burst'), 60_000);
    await Promise.resolve();
    const { ms } = await timed(leaving.close());
    expect(ms).toBeLessThan(1_000);
    expect(['unknown', 'notDone']).toContain(await pending);
  });

  it('gives a worker no more jobs than it has room for when it goes on', async () => {
    // A poll of the worker has been given up by then, so that the broker knows of two.
    await until(() => site.logged.some(({ message }) => message.startsWith('jobs cannot be fetched')));
    site.broker.signal('SIGCONT');
    await until(() => site.logged.some(({ message }) => message === 'jobs are fetched again'));
    await startMany('frozen', 6);
    await until(() => ours.seen === CAPACITY);
    ours.letGo();
    await until(() => ours.seen === 6);
    expect(ours.most).toBe(CAPACITY);
  }, 60_000);
});

describe('a broker killed and started again', () => {
  it('has its workers back by themselves, those of before and those opened while it was away', async () => {
    const before: string[] = [];
    const meanwhile: string[] = [];
    const work = (seen: string[], gateway = site.gateway) =>
      gateway.openWorker({
        type: 'comes-back',
        capacity: 1,
        lockMs: 60_000,
        onJob: async (job) => {
          await gateway.execute({ type: 'completeJob', jobKey: job.key, variables: {} });
          seen.push(job.processInstanceKey);
        },
      });
    const worker = work(before);
    const first = await site.start('comes-back');
    await until(() => before.includes(first));

    await site.broker.kill();
    expect(await endOf(site.gateway, create('comes-back'), 2_000)).toBe('notDone');
    const late = site.connect();
    const opened = work(meanwhile, late);
    await until(() => site.logged.filter(({ message }) => message.startsWith('jobs cannot be fetched')).length >= 2);
    await site.broker.restart();
    // A connection that was refused is tried again after a moment; until then calls are known not to be done.
    await until(() => site.logged.filter(({ message }) => message === 'jobs are fetched again').length >= 2);

    const second = await site.start('comes-back');
    await until(() => [...before, ...meanwhile].includes(second));
    await worker.close();
    const third = await site.start('comes-back');
    await until(() => meanwhile.includes(third));
    await opened.close();
  }, 120_000);
});
