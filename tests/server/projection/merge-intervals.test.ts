import fc from 'fast-check';
import { mergeIntervals } from '../../../server/projection/dossier/dossier-clock.ts';

const interval = fc
  .tuple(fc.nat(50), fc.nat(10))
  .map(([startedAt, length]) => ({ startedAt, endedAt: startedAt + length }));
const covers = (list: readonly { startedAt: number; endedAt: number }[], instant: number) =>
  list.some(({ startedAt, endedAt }) => startedAt <= instant && instant < endedAt);

it('merged intervals cover the same instants, in order and without touching each other', () => {
  fc.assert(
    fc.property(fc.array(interval), (intervals) => {
      const merged = mergeIntervals(intervals);
      for (let instant = 0; instant <= 60; instant++) expect(covers(merged, instant)).toBe(covers(intervals, instant));
      for (const [index, next] of merged.slice(1).entries())
        expect(next.startedAt).toBeGreaterThan(merged[index]?.endedAt ?? Infinity);
    }),
    { numRuns: 300 },
  );
});
