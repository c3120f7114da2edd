const EVERY_MS = 20;

/** What `look` finds, once it finds something. @throws Error with `what` after the limit */
export const until = async <T>(look: () => Promise<T | undefined>, what: string, limitMs = 20_000): Promise<T> => {
  for (const end = Date.now() + limitMs; Date.now() < end;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(`${what} did not come`);
};
