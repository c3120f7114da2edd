/** What ran within a time, per second, with the milliseconds that each took, in order. */
export type Rate = {
  readonly perSecond: number;
  readonly count: number;
  readonly ms: readonly number[];
  readonly errors: number;
};

const REST_MS = 20;

/** Calls `act` on so many lanes for so long, after a warm-up that does not count. */
export const runLanes = async (
  act: () => Promise<unknown>,
  { lanes, seconds, warmUp = 1 }: { readonly lanes: number; readonly seconds: number; readonly warmUp?: number },
): Promise<Rate> => {
  const ms: number[] = [];
  let errors = 0;
  const begin = performance.now() + warmUp * 1_000;
  const end = begin + seconds * 1_000;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now();
      try {
        await act();
        const now = performance.now();
        if (started >= begin && now <= end) ms.push(now - started);
      } catch {
        errors++;
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { perSecond: ms.length / seconds, count: ms.length, ms: ms.sort((a, b) => a - b), errors };
};

/** @param sorted ascending */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
/** Of rates over equal times. */
export const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
