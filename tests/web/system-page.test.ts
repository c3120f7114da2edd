import type { EngineDeskView } from '../../core/contracts/engine-state.ts';
import { ageOf } from '../../web/admin/age-of.ts';
import { failureKey } from '../../web/admin/failure-key.ts';
import {
  countText,
  levelOfEngine,
  levelOfWait,
  openCases,
  overallLevel,
  type Level,
} from '../../web/admin/system-levels.ts';
import { pollOf } from '../../web/api/poll-of.ts';

const NOW = '2026-11-24T03:00:00.000Z';
const ago = (ms: number): string => new Date(Date.parse(NOW) - ms).toISOString();

it.each([
  [-5_000, 'moment', 0],
  [0, 'moment', 0],
  [59_999, 'moment', 0],
  [60_000, 'minute', 1],
  [3_599_999, 'minute', 59],
  [3_600_000, 'hour', 1],
  [86_399_999, 'hour', 23],
  [86_400_000, 'day', 1],
  [40 * 86_400_000, 'day', 40],
] as const)('what began %i ms ago is %s %i old', (ms, unit, count) =>
  expect(ageOf(ago(ms), NOW)).toEqual({ unit, count }),
);

describe('a state of the process system', () => {
  const engine = (reachable: boolean, ...leaders: boolean[]) => ({
    ...{ name: 'zeebe' as const, version: '8.5.8', reachable },
    partitions: leaders.map((hasLeader, index) => ({ id: index + 1, hasLeader })),
  });
  it.each([
    [engine(true), 'good'],
    [engine(true, true, true), 'good'],
    [engine(true, true, false), 'bad'],
    [engine(false), 'bad'],
  ] as const)('%j is %s', (each, level) => expect(levelOfEngine(each)).toBe(level));

  it.each([
    [null, 'good'],
    [0, 'wait'],
    [60_000, 'wait'],
    [60_001, 'bad'],
  ] as const)('in which the oldest has waited %s ms is %s', (ms, level) =>
    expect(levelOfWait(ms === null ? null : ago(ms), NOW)).toBe(level),
  );

  const calm: EngineDeskView = {
    ...{ at: NOW, engines: [engine(true, true)], deadLetters: 0, incidents: 0 },
    commands: { waiting: 0, oldestAt: null, refused: 0 },
    feed: { waiting: 0, oldestAt: null, foreignSince: null },
  };
  it.each<[string, Partial<EngineDeskView>, Level]>([
    ['calm', {}, 'good'],
    ['with an act on its way', { commands: { waiting: 1, oldestAt: ago(3_000), refused: 0 } }, 'wait'],
    ['with an act that waits long', { commands: { waiting: 1, oldestAt: ago(90_000), refused: 0 } }, 'bad'],
    ['with records that wait long', { feed: { waiting: 1, oldestAt: ago(90_000), foreignSince: null } }, 'bad'],
    [
      'with brokers whose data are not its own',
      { feed: { waiting: 0, oldestAt: null, foreignSince: ago(1_000) } },
      'bad',
    ],
    ['with a refusal', { commands: { waiting: 0, oldestAt: null, refused: 1 } }, 'bad'],
    ['with an incident', { incidents: 1 }, 'bad'],
    ['with a record put aside', { deadLetters: 1 }, 'bad'],
    ['without its engine', { engines: [engine(false)] }, 'bad'],
  ])('%s is %s', (_name, changes, level) => expect(overallLevel({ ...calm, ...changes })).toBe(level));

  it('counts what waits for a person', () => {
    const commands = { waiting: 9, oldestAt: null, refused: 1 };
    expect(openCases({ ...calm, commands, incidents: 2, deadLetters: 4 })).toBe(7);
  });
});

it.each([
  [0, '0'],
  [1234, '1.234'],
  [9_999, '9.999'],
  [10_000, '≥ 10.000'],
])('%i reads %s', (count, words) => expect(countText(count)).toBe(words));

it.each([
  ['JOB_NO_RETRIES', 'JOB_NO_RETRIES'],
  ['AD_HOC_SUB_PROCESS_NO_RETRIES', 'UNKNOWN'],
])('an incident %s has the words of %s', (type, key) => expect(failureKey(type)).toBe(key));

describe('an open dossier', () => {
  const dossier = (changes: object) => ({ awaitsSystem: null, engine: 'zeebe', processInstanceKey: '1', ...changes });
  it.each([
    ['is not asked for while it is not there', undefined, false],
    ['is told of by messages', dossier({}), false],
    ['is asked for while it waits', dossier({ awaitsSystem: { since: NOW, refused: false } }), 4_000],
    ['is not asked for when a person has to act', dossier({ awaitsSystem: { since: NOW, refused: true } }), false],
    ['is asked for until its process has begun', dossier({ processInstanceKey: null }), 2_500],
    ['on the embedded engine never waits', dossier({ engine: 'embedded', processInstanceKey: null }), false],
  ] as const)('%s', (_name, view, every) => expect(pollOf(view)).toBe(every));
});
