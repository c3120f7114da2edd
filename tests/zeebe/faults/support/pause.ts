export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Looks again and again until it is so. @throws Error with `what` after the limit */
export const waitUntil = async (
  isSo: () => Promise<boolean> | boolean,
  what: string,
  { limitMs, everyMs = 200 }: { readonly limitMs: number; readonly everyMs?: number },
): Promise<void> => {
  for (const end = performance.now() + limitMs; !(await isSo());) {
    if (performance.now() > end) throw new Error(`not so after ${limitMs} ms: ${what}`);
    await pause(everyMs);
  }
};
