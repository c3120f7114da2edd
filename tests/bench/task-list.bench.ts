import { performance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import type { TaskListQuery } from '../../server/features/tasks/task-query.ts';
import { createPageCursor } from '../../server/features/tasks/page-cursor.ts';
import { createReadTaskClock } from '../../server/features/tasks/task-clock.ts';
import { createTaskView } from '../../server/features/tasks/task-view.ts';
import type { Person } from '../../server/http/person.ts';
import { withDatabases } from './task-list-databases.ts';

const SMALL = 2_000;
const LARGE = 200_000;
const ROUNDS = 200;
const BUDGET = 1.5;
const NOW = Date.UTC(2026, 10, 24, 3);

const officer = (groups: readonly string[], visibleUnits: readonly string[] | null): Person => ({
  ...{ id: 'officer', username: 'officer', displayName: 'Cán bộ 01', kind: 'staff', groups, visibleUnits },
  ledUnits: [],
  roles: groups.map((group) => ({ role: group.split('@')[0] ?? '', unit: group.split('@')[1] ?? '' })),
});
const query = (more: Partial<TaskListQuery>): TaskListQuery => ({
  queue: 'unit',
  sort: 'due',
  q: '',
  procedureCode: '',
  limit: 50,
  ...more,
});

type Screen = { readonly name: string; readonly person: Person; readonly query: TaskListQuery; readonly pages: number };
/** Screens of officers and leaders; groups are those of task-list-databases.ts. `pages` are turned before the one measured. */
const screens: readonly Screen[] = [
  { name: 'first page', person: officer(['officer@big'], ['big']), query: query({}), pages: 0 },
  { name: 'rare group', person: officer(['clerk@rare'], ['rare']), query: query({}), pages: 0 },
  { name: 'empty queue', person: officer(['nobody@nowhere'], ['nowhere']), query: query({}), pages: 0 },
  { name: 'deep page', person: officer(['officer@big'], ['big']), query: query({}), pages: 15 },
  { name: 'whole city', person: officer([], null), query: query({ queue: 'all' }), pages: 0 },
];

const createView = (db: Knex) =>
  createTaskView({
    ...{ db, cursor: createPageCursor('bench'), clock: () => NOW, readClock: createReadTaskClock(() => []) },
    findRecord: () => Promise.resolve(undefined),
    findForm: () => Promise.resolve(undefined),
  });
type View = ReturnType<typeof createView>;

/** The query of the page that is measured. */
const turnPages = async (view: View, { person, query: first, pages }: Screen): Promise<TaskListQuery> => {
  let current = first;
  for (let page = 0; page < pages; page += 1) {
    const { next } = await view.listTasks(person, current);
    if (next === null) throw new Error('The bench has too few tasks for its deep page');
    current = { ...first, after: next };
  }
  return current;
};

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? NaN;
type Measured = {
  readonly screen: string;
  readonly smallP95Ms: number;
  readonly largeP95Ms: number;
  readonly ratio: number;
};
const round = (value: number): number => Math.round(value * 100) / 100;

/** Both sizes in turn, so that a busy machine is busy for both. @returns p95 in milliseconds and their ratio */
const measure = async (screen: Screen, small: View, large: View): Promise<Measured> => {
  const sides = [
    { view: small, query: await turnPages(small, screen), times: [] as number[] },
    { view: large, query: await turnPages(large, screen), times: [] as number[] },
  ] as const;
  for (let turn = 0; turn < ROUNDS; turn += 1)
    for (const side of turn % 2 === 0 ? sides : [sides[1], sides[0]]) {
      const started = performance.now();
      await side.view.listTasks(screen.person, side.query);
      if (turn >= ROUNDS / 10) side.times.push(performance.now() - started);
    }
  const [few, many] = [percentile(sides[0].times, 0.95), percentile(sides[1].times, 0.95)];
  return { screen: screen.name, smallP95Ms: round(few), largeP95Ms: round(many), ratio: round(many / few) };
};

/** The task list with 200,000 open tasks against 2,000: no screen may be more than 1.5 times as slow at p95. */
export const run = async (): Promise<Record<string, unknown>> =>
  withDatabases(SMALL, LARGE, async (small, large) => {
    const results: Measured[] = [];
    for (const screen of screens) results.push(await measure(screen, createView(small), createView(large)));
    const worst = Math.max(...results.map(({ ratio }) => ratio));
    return { small: SMALL, large: LARGE, budget: BUDGET, worst, ok: worst <= BUDGET, screens: results };
  });
