import type { Background } from './site.ts';

type Deps = { readonly act: () => Promise<void>; readonly everyMs: number; readonly onError: (error: unknown) => void };

/** Acts now and then, never twice at once; `close` waits for the act that runs. */
export const createRepeating = ({ act, everyMs, onError }: Deps): Background => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= act()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start() {
      timer = setInterval(run, everyMs).unref();
      run();
    },
    async close() {
      clearInterval(timer);
      await running;
    },
  };
};
