/** The broker is too busy and did nothing: the command may be sent again after a while. */
export class BackPressure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackPressure';
  }
}

const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/**
 * How long to wait before the next attempt, milliseconds. It doubles up to a limit; the jitter keeps callers that were refused together from
 * coming back together.
 * @param attempt 0 for the wait after the first refusal
 * @param random in [0, 1)
 */
export const backOffMs = (attempt: number, random: number): number => {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return most / 2 + (most / 2) * random;
};
