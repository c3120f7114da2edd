import { EventEmitter } from 'node:events';
import type { JobAnswer } from '../../../../server/engine/zeebe/gateway/answers.ts';
import type { GrpcCalls } from '../../../../server/engine/zeebe/gateway/grpc-calls.ts';
import { createJobWorker } from '../../../../server/engine/zeebe/gateway/job-worker.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const job = (key: string): JobAnswer => ({
  ...{ key, type: 't', retries: 3, processInstanceKey: '1', bpmnProcessId: 'p', processDefinitionKey: '2' },
  ...{ elementId: 'e', elementInstanceKey: '3', customHeaders: '{}', variables: '{}' },
});

/** A gateway that has as many jobs as anybody wants, or fails. */
const createCalls = (hasJobs: () => boolean) => {
  let next = 0;
  let polls = 0;
  const stream = (_method: string, request: object) => {
    const { maxJobsToActivate } = request as { maxJobsToActivate: number };
    polls++;
    const answer = Object.assign(new EventEmitter(), { cancel: () => answer.emit('end') });
    setImmediate(() => {
      if (!hasJobs()) return answer.emit('error', Object.assign(new Error('x'), { code: 14, details: 'away' }));
      answer.emit('data', { jobs: Array.from({ length: maxJobsToActivate }, () => job(String(next++))) });
      return answer.emit('end');
    });
    return answer;
  };
  return {
    calls: {
      stream,
      unary: () => Promise.reject(new Error('not asked')),
      close: () => undefined,
    } as unknown as GrpcCalls,
    polls: () => polls,
  };
};

it('never has more in hand than it was given room for, does all of them, and ends when it is closed', async () => {
  let inHand = 0;
  let most = 0;
  let done = 0;
  let enough = (): void => undefined;
  const many = new Promise<void>((resolve) => (enough = resolve));
  const { calls } = createCalls(() => true);
  const pace = { now: () => 0, random: () => 0, wait: () => Promise.resolve() };
  const worker = createJobWorker(
    { calls, pace, log: silent, name: 'w' },
    {
      ...{ type: 't', capacity: 3, lockMs: 1_000 },
      onJob: async () => {
        most = Math.max(most, ++inHand);
        await new Promise((resolve) => setImmediate(resolve));
        inHand--;
        if (++done === 300) enough();
      },
    },
  );
  await many;
  await worker.close();
  expect([most, inHand]).toEqual([3, 0]);
});

it('ends at once while it waits for room, or for a gateway that is away', async () => {
  let free = (): void => undefined;
  const held = new Promise<void>((resolve) => (free = resolve));
  const never = { now: () => 0, random: () => 0, wait: () => new Promise<void>(() => undefined) };
  const full = createCalls(() => true);
  const busy = createJobWorker(
    { calls: full.calls, pace: never, log: silent, name: 'w' },
    {
      ...{ type: 't', capacity: 1, lockMs: 1_000 },
      onJob: () => held,
    },
  );
  const away = createCalls(() => false);
  const waiting = createJobWorker(
    { calls: away.calls, pace: never, log: silent, name: 'w' },
    {
      ...{ type: 't', capacity: 1, lockMs: 1_000 },
      onJob: () => Promise.resolve(),
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([full.polls(), away.polls()]).toEqual([1, 1]);
  await waiting.close();
  const closing = busy.close();
  free();
  await closing;
});
