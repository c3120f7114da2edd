import type { JobHandler } from '../engine/engine.ts';

/** A job that cannot be done as things are; its sentence is what an administrator reads at the incident. */
export class JobProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'JobProblem';
  }
}

/**
 * Runs a handler in a savepoint: a JobProblem undoes what the handler wrote and ends the job's retries, since trying again
 * changes nothing until a person acts. Other errors pass; the engine tries again with back-off.
 */
export const withProblems =
  (handler: JobHandler): JobHandler =>
  async (job, tx) => {
    try {
      return await tx.transaction((inner) => handler(job, inner));
    } catch (error) {
      if (!(error instanceof JobProblem)) throw error;
      return { type: 'fail', errorMessage: error.message, retryBackOffMs: 0, final: true };
    }
  };
