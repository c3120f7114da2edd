import { findDifferences, type Run } from '../../conformance/runner/conformance-result.ts';

const states = (state: string): Run => ({ states: [{ state }] });
const sides = (broker: Run | undefined, recorded: Run | undefined, embedded: Run | undefined) =>
  findDifferences(
    { name: 'zeebe', run: broker },
    { name: 'recorded', run: recorded },
    { name: 'embedded', run: embedded },
  );
const differs = (side: string): string => `${side}, after[0].state: expected "completed", found "active"`;

describe('a scenario', () => {
  it.each<[string, Run | undefined, Run | undefined, Run | undefined, readonly string[]]>([
    ['passes when all agree', states('completed'), states('completed'), states('completed'), []],
    ['passes on a broker alone', states('completed'), states('completed'), undefined, []],
    [
      'fails on a broker alone with nothing to compare with',
      states('completed'),
      undefined,
      undefined,
      ['nothing was recorded yet: --record'],
    ],
    ['passes before anything was recorded', states('completed'), undefined, states('completed'), []],
    [
      'fails when the embedded engine differs',
      states('completed'),
      states('completed'),
      states('active'),
      [differs('embedded')],
    ],
    [
      'fails when the broker differs from its record',
      states('completed'),
      states('active'),
      states('completed'),
      [differs('recorded')],
    ],
    [
      'fails against its record without a broker',
      undefined,
      states('completed'),
      states('active'),
      [differs('embedded')],
    ],
    ['fails when the broker does', { error: 'gone' }, states('completed'), states('completed'), ['zeebe: gone']],
    [
      'fails when the embedded engine does',
      undefined,
      states('completed'),
      { error: 'too long' },
      ['embedded: too long'],
    ],
    [
      'fails when there is nothing to compare with',
      undefined,
      undefined,
      states('completed'),
      ['nothing was recorded yet: --record'],
    ],
  ])('%s', (_, broker, recorded, embedded, expected) => {
    expect(sides(broker, recorded, embedded)).toEqual(expected);
  });
});
