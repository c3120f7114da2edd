const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

type Options = {
  /** Attempts at once. */
  readonly most: number;
  /** Called when one that had to wait may go. */
  readonly onOpen: () => void;
};

/**
 * Lets attempts through. After a failure nobody goes for a while, the longer the more fail one after the other, and then one at a time until
 * one succeeds: whoever is away is not overrun when it comes back.
 */
export const createGate = ({ most, onOpen }: Options) => {
  let running = 0;
  let pauseMs = 0;
  let resume: NodeJS.Timeout | undefined;
  let closed = false;
  return {
    get running() {
      return running;
    },
    /** The last attempt that ended has failed. */
    get isFailing() {
      return pauseMs > 0;
    },
    isOpen: (): boolean => resume === undefined && running < (pauseMs > 0 ? 1 : most),
    enter(): void {
      running++;
    },
    leave(hasWorked: boolean): void {
      running--;
      if (hasWorked) {
        pauseMs = 0;
        return;
      }
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pauseMs * 2));
      const open = (): void => {
        resume = undefined;
        onOpen();
      };
      if (!closed) resume ??= setTimeout(open, pauseMs * (0.5 + Math.random() / 2));
    },
    close(): void {
      closed = true;
      clearTimeout(resume);
    },
  };
};
