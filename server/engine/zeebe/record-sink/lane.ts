/** The sink cannot work on a bulk now; the broker sends it again. */
export class SinkBusy extends Error {}

/** Runs tasks one after the other. */
export type Lane = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * @param bound tasks that may wait. A task that never ends (a database that does not answer) must not gather all repeats of a bulk behind it.
 */
export const createLane = (bound: number): Lane => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (task) => {
    if (waiting >= bound) throw new SinkBusy('too many bulks of one partition are waiting');
    waiting++;
    const run = last.then(task).finally(() => {
      waiting--;
    });
    last = run.catch(() => undefined);
    return run;
  };
};
