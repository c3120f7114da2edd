const GATHER_MS = 15;
/** A bulk of this many bytes was full, or nearly so: there is more behind it, and nothing to wait for. */
const LARGE = 100_000;

/**
 * Says when a bulk that is committed may be answered: at once after a rest, else a moment after the last answer. A broker sends what it has as
 * soon as it is answered, so under load bulks would hold a few records each, and each costs a request and a commit. The records themselves do not wait.
 */
export const createPacing = (): ((bytes: number) => Promise<void>) => {
  let answered = Number.NEGATIVE_INFINITY;
  return async (bytes) => {
    const wait = answered + GATHER_MS - performance.now();
    if (wait > 0 && bytes < LARGE) await new Promise((resolve) => setTimeout(resolve, wait));
    answered = performance.now();
  };
};
