import { createPacing } from '../../../server/shared/pacing.ts';

const at = (times: readonly number[]): number[] => {
  let now = 0;
  const wait = createPacing({ burst: 3, everyMs: 20, now: () => now });
  return times.map((time) => {
    now = time;
    return wait();
  });
};

it('lets a few through at once and spaces out what follows', () => {
  expect(at([0, 0, 0, 0, 0])).toEqual([0, 0, 0, 20, 40]);
});

it('lets each through that comes no sooner than its time', () => {
  expect(at([0, 20, 40, 60, 80])).toEqual([0, 0, 0, 0, 0]);
});

it('lets a few through again after a rest, and no more than those', () => {
  expect(at([0, 0, 0, 0, 10_000, 10_000, 10_000, 10_000])).toEqual([0, 0, 0, 20, 0, 0, 0, 20]);
});

it('comes to one in its time when they never cease', () => {
  let now = 0;
  const wait = createPacing({ burst: 3, everyMs: 20, now: () => now });
  for (let count = 0; count < 500; count++) now += wait();
  expect(now).toBeGreaterThan(490 * 20);
  expect(now).toBeLessThan(510 * 20);
});
