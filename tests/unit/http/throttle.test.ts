import { createThrottle } from '../../../server/features/people/throttle.ts';

const setUp = (options = {}) => {
  let now = 0;
  const throttle = createThrottle({ clock: () => now, free: 3, firstMs: 1_000, capMs: 8_000, ...options });
  return {
    throttle,
    advance: (ms: number) => (now += ms),
    failTimes: (key: string, times: number) => Array.from({ length: times }, () => throttle.fail(key)),
  };
};

describe('slowing down guesses', () => {
  it('lets the first attempts through', () => {
    const { throttle, failTimes } = setUp();
    failTimes('a', 2);
    expect(throttle.waitMs('a')).toBe(0);
  });
  it.each([
    [3, 1_000],
    [4, 2_000],
    [5, 4_000],
    [6, 8_000],
    [60, 8_000],
  ])('waits after %d failures for %d ms', (failures, ms) => {
    const { throttle, failTimes } = setUp();
    failTimes('a', failures);
    expect(throttle.waitMs('a')).toBe(ms);
  });
  it('lets in again when the wait is over', () => {
    const { throttle, failTimes, advance } = setUp();
    failTimes('a', 3);
    advance(1_000);
    expect(throttle.waitMs('a')).toBe(0);
  });
  it('forgets after a success', () => {
    const { throttle, failTimes } = setUp();
    failTimes('a', 2);
    throttle.succeed('a');
    failTimes('a', 2);
    expect(throttle.waitMs('a')).toBe(0);
  });
  it('takes back one failure and keeps the others', () => {
    const { throttle, failTimes } = setUp();
    failTimes('a', 3);
    throttle.forgive('a');
    expect(throttle.waitMs('a')).toBe(0);
    failTimes('a', 1);
    expect(throttle.waitMs('a')).toBe(1_000);
  });
  it.each([
    [59, 8_000],
    [60, 0],
  ])('%d minutes after the last failure the next waits %d ms', (minutes, ms) => {
    const { throttle, failTimes, advance } = setUp();
    failTimes('a', 9);
    advance(minutes * 60_000);
    failTimes('a', 1);
    expect(throttle.waitMs('a')).toBe(ms);
  });
  it('keeps keys apart', () => {
    const { throttle, failTimes } = setUp();
    failTimes('a', 9);
    expect(throttle.waitMs('b')).toBe(0);
  });
  it('keeps no more keys than it may, the oldest going first', () => {
    const { throttle, failTimes } = setUp({ limit: 2 });
    failTimes('a', 3);
    failTimes('b', 3);
    failTimes('c', 3);
    expect([throttle.waitMs('a'), throttle.waitMs('b'), throttle.waitMs('c')]).toEqual([0, 1_000, 1_000]);
  });
});
