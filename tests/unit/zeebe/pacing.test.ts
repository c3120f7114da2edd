import { createPacing } from '../../../server/engine/zeebe/record-sink/pacing.ts';

const timeOf = async (act: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await act();
  return performance.now() - started;
};

it('answers the first bulk after a rest at once and the next small one a moment later', async () => {
  const pace = createPacing();
  expect(await timeOf(() => pace(100))).toBeLessThan(10);
  expect(await timeOf(() => pace(100))).toBeGreaterThan(5);
});

it('does not hold back a full bulk: there is more behind it', async () => {
  const pace = createPacing();
  await pace(100);
  const [small, full] = await Promise.all([timeOf(() => pace(100)), timeOf(() => pace(1_000_000))]);
  expect(full).toBeLessThan(small);
});
