import { EngineUnavailable } from '../../engine.ts';
import { BackPressure, backOffMs } from './back-pressure.ts';
import type { Pace } from './pace.ts';

/**
 * Sends until it is answered, refused or out of time. Only back-pressure is tried again: then nothing was done. Any other failure may have been
 * a success, and what that means is the caller's to decide.
 * @param attempt is told the milliseconds that are left, whenever it asks
 * @throws EngineUnavailable notDone: too busy until the deadline · whatever `attempt` throws
 */
export const sendPatiently = async <T>(
  attempt: (left: () => number) => Promise<T>,
  deadlineMs: number,
  pace: Pace,
): Promise<T> => {
  const end = pace.now() + deadlineMs;
  const left = (): number => Math.max(1, end - pace.now());
  for (let refusals = 0; ; refusals += 1) {
    try {
      return await attempt(left);
    } catch (error) {
      if (!(error instanceof BackPressure)) throw error;
      const tooLate = new EngineUnavailable('notDone', `The engine was too busy for ${deadlineMs} ms`, {
        cause: error,
      });
      const wait = backOffMs(refusals, pace.random());
      if (pace.now() + wait >= end) throw tooLate;
      await pace.wait(wait);
      // A process that was stopped meanwhile wakes up late: what it sent now might be done by another one as well.
      if (pace.now() >= end) throw tooLate;
    }
  }
};
