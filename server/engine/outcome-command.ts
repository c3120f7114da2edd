import type { EngineCommand } from '../../core/contracts/engine-command.ts';
import type { ActivatedJob, JobOutcome } from './engine.ts';

const LONGEST_BACK_OFF_MS = 60_000;
const SHORTEST_BACK_OFF_MS = 1_000;

/** The fewer tries are left, the longer the pause: 4 s, 15 s, 60 s for three retries. */
export const backOffFor = (retriesLeft: number): number =>
  Math.max(SHORTEST_BACK_OFF_MS, Math.round(LONGEST_BACK_OFF_MS / 4 ** Math.max(0, retriesLeft)));

/** What a handler answered, as a command. A failure takes one retry; without any left the engine raises an incident. */
export const outcomeCommand = ({ key, retries }: ActivatedJob, outcome: JobOutcome): EngineCommand => {
  switch (outcome.type) {
    case 'complete':
      return { type: 'completeJob', jobKey: key, variables: outcome.variables };
    case 'error': {
      const { errorCode, errorMessage, variables } = outcome;
      return { type: 'throwError', jobKey: key, errorCode, errorMessage, variables };
    }
    case 'fail': {
      const { errorMessage, retryBackOffMs, final = false } = outcome;
      return {
        type: 'failJob',
        jobKey: key,
        retries: final ? 0 : Math.max(0, retries - 1),
        errorMessage,
        retryBackOffMs,
        variables: {},
      };
    }
  }
};
