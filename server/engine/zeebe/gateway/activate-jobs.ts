import type { ServiceError } from '@grpc/grpc-js';
import type { ActivateJobsAnswer, JobAnswer } from './answers.ts';
import type { GrpcCalls } from './grpc-calls.ts';
import { mapGrpcError } from './map-grpc-error.ts';

export type ActivateJobsRequest = {
  readonly type: string;
  readonly worker: string;
  /** How long the broker keeps the jobs for the worker, milliseconds. */
  readonly timeout: number;
  readonly maxJobsToActivate: number;
  /** How long the gateway waits for a first job, milliseconds. */
  readonly requestTimeout: number;
};

/** What the gateway may need beyond its own wait before a silent stream counts as dead. */
const GRACE_MS = 5_000;

/**
 * One poll. Jobs are handed over as they arrive: several partitions answer one after the other, and a job's lock is running already.
 * @param signal ends the poll early; jobs that were not delivered go back to the broker
 * @throws EngineUnavailable · BackPressure · CommandRejected the request itself is refused
 */
export const activateJobs = (
  calls: GrpcCalls,
  request: ActivateJobsRequest,
  onJob: (job: JobAnswer) => void,
  signal: AbortSignal,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const stream = calls.stream<ActivateJobsAnswer>('ActivateJobs', request, request.requestTimeout + GRACE_MS);
    const cancel = (): void => stream.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const settle = (end: () => void): void => {
      signal.removeEventListener('abort', cancel);
      end();
    };
    stream.on('data', ({ jobs }: ActivateJobsAnswer) => jobs.forEach(onJob));
    stream.on('end', () => settle(resolve));
    stream.on('error', (error: ServiceError) => settle(() => reject(mapGrpcError(error))));
    if (signal.aborted) cancel();
  });
