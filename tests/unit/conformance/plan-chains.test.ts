import fc from 'fast-check';
import { startTimeOf } from '../../../core/interpreter/scenario/play-scenario.ts';
import type { Scenario } from '../../../core/interpreter/scenario/scenario.ts';
import { endTimeOf, planChains } from '../../conformance/runner/plan-chains.ts';

const scenario = (name: string, now: string, ...advances: string[]): { name: string; scenario: Scenario } => ({
  name,
  scenario: { now, steps: advances.map((advanceTime) => ({ advanceTime })) },
});
const day = (days: number): string => new Date(Date.UTC(2030, 0, 1 + days)).toISOString();

describe('scenarios are put into chains whose clock only goes forward', () => {
  it('those that move no clock share one', () => {
    const items = ['a', 'b', 'c'].map((name) => scenario(name, day(0)));
    expect(planChains(items)).toEqual([items]);
  });

  it('one that begins before another one has ended gets a broker of its own', () => {
    const early = scenario('early', day(0), 'P2D');
    const between = scenario('between', day(1));
    const late = scenario('late', day(2), 'PT1H');
    expect(planChains([late, between, early])).toEqual([[early, late], [between]]);
  });

  it('one that moves the clock comes after those that do not', () => {
    const moving = scenario('a', day(0), 'P1D');
    const still = scenario('b', day(0));
    expect(planChains([moving, still])).toEqual([[still, moving]]);
  });

  it('a month is as long as the calendar says', () => {
    expect(endTimeOf(scenario('a', '2030-01-31T00:00:00Z', 'P1M').scenario)).toBe(Date.parse('2030-02-28T00:00:00Z'));
  });

  it('each is in exactly one chain, no chain goes back, and there are as few chains as overlap at most', () => {
    const items = fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 30 });
    fc.assert(
      fc.property(items, (pairs) => {
        const all = pairs.map(([from, days], index) =>
          scenario(`s${index}`, day(from), ...(days > 0 ? [`P${days}D`] : [])),
        );
        const chains = planChains(all);
        expect(
          chains
            .flat()
            .map(({ name }) => name)
            .sort(),
        ).toEqual(all.map(({ name }) => name).sort());
        for (const chain of chains)
          chain.slice(1).forEach((one, index) => {
            const before = chain[index];
            expect(before && endTimeOf(before.scenario)).toBeLessThanOrEqual(startTimeOf(one.scenario));
          });
        const overlaps = all.map(
          ({ scenario: at }) =>
            all.filter(
              (one) => startTimeOf(one.scenario) <= startTimeOf(at) && endTimeOf(one.scenario) > startTimeOf(at),
            ).length,
        );
        expect(chains.length).toBeLessThanOrEqual(Math.max(0, ...overlaps) + 1);
      }),
    );
  });
});
