import { noLies } from './find-lies.ts';
import type { Played } from './play-fault.ts';

/** Nothing lost, nothing doubled, nothing left over, the same read tables after a rebuild, and only clear problems. */
export const expectPromisesKept = ({ lies, differing, statuses, healthAfter, figures }: Played): void => {
  expect(lies).toEqual(noLies(lies));
  expect(differing).toEqual([]);
  expect(Object.keys(statuses).filter((status) => status.startsWith('unclear'))).toEqual([]);
  expect(healthAfter).toBe('200 ok');
  expect(figures.filingsAccepted).toBeGreaterThan(20);
  expect(figures.completionsAcknowledged).toBeGreaterThan(20);
};
