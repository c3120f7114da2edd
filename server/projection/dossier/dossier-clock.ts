import type { DossierRules, PauseInterval, ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import type { ClockValue, DossierPauseRow, DossierProgressRow } from '../rows.ts';

const pausesOf = (draft: Draft, dossierId: string): DossierPauseRow[] =>
  draft.dossierPause
    .listBy('dossierId', dossierId)
    .sort(
      (a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.elementInstanceKey < b.elementInstanceKey ? -1 : 1),
    );

/** Two branches may pause at once; the clock stands still once. */
export const mergeIntervals = (intervals: readonly PauseInterval[]): PauseInterval[] => {
  const merged: PauseInterval[] = [];
  for (const next of [...intervals].sort((a, b) => a.startedAt - b.startedAt)) {
    const last = merged.at(-1);
    if (last && next.startedAt <= last.endedAt) {
      merged[merged.length - 1] = { startedAt: last.startedAt, endedAt: Math.max(last.endedAt, next.endedAt) };
    } else merged.push(next);
  }
  return merged;
};

const closedIntervals = (pauses: readonly DossierPauseRow[]): PauseInterval[] =>
  pauses.flatMap(({ startedAt, endedAt }) =>
    endedAt === null ? [] : [{ startedAt: startedAt.getTime(), endedAt: endedAt.getTime() }],
  );

/** Since when the clock has stood still without a break, while a pause is open at `now`. */
const standingSince = (pauses: readonly DossierPauseRow[], now: number): Date | null => {
  const until = pauses.map(({ startedAt, endedAt }) => ({
    startedAt: startedAt.getTime(),
    endedAt: endedAt?.getTime() ?? Math.max(now, startedAt.getTime()),
  }));
  const last = mergeIntervals(until).at(-1);
  return last ? new Date(last.startedAt) : null;
};

const clockOf = (row: DossierProgressRow, paused: boolean, rules: DossierRules): ClockValue => {
  if (row.finishedAt !== null) return 'STOPPED';
  if (row.status !== null && rules.clockOfStatus(row.status) === 'STOPPED') return 'STOPPED';
  if (row.acceptedAt === null) return 'NOT_STARTED';
  return paused ? 'PAUSED' : 'RUNNING';
};

const currentDue = (
  row: DossierProgressRow,
  pauses: readonly DossierPauseRow[],
  context: ReduceContext,
): Date | null => {
  if (row.acceptedAt === null || row.promisedAt === null) return null;
  const closed = mergeIntervals(closedIntervals(pauses));
  if (closed.length === 0) return row.promisedAt;
  const facts = {
    dossierId: row.dossierId,
    acceptedAt: row.acceptedAt.getTime(),
    promisedAt: row.promisedAt.getTime(),
    limitMinutes: row.limitMinutes,
    acceptance: row.acceptance ?? {},
    terms: context.findTerms(row.dossierId),
  };
  const due = context.rules.recomputeDue(facts, closed);
  return due === null ? null : new Date(due);
};

/** The due date of a dossier's tasks; null while its clock does not run. */
export const taskDueAt = (draft: Draft, dossierId: string): Date | null =>
  draft.dossierProgress.find(dossierId)?.dueAt ?? null;

/** Open tasks show the due date of their dossier. */
const moveTasks = (draft: Draft, dossierId: string, dueAt: Date | null): void => {
  for (const task of draft.userTask.listBy('dossierId', dossierId)) {
    if (task.endedAt === null && task.dueAt?.getTime() !== dueAt?.getTime()) {
      draft.userTask.put({ ...task, dueAt });
    }
  }
};

/** Writes a dossier's row with clock and due date as they follow from its status, acceptance and pauses. */
export const putProgress = (draft: Draft, row: DossierProgressRow, timestamp: number, context: ReduceContext): void => {
  const pauses = pausesOf(draft, row.dossierId);
  const open = pauses.find((pause) => pause.endedAt === null);
  const clock = clockOf(row, open !== undefined, context.rules);
  const currentDueAt = clock === 'PAUSED' ? row.currentDueAt : currentDue(row, pauses, context);
  const dueAt = clock === 'RUNNING' ? currentDueAt : null;
  draft.dossierProgress.put({
    ...row,
    clock,
    currentDueAt,
    dueAt,
    pausedSince: clock === 'PAUSED' ? standingSince(pauses, timestamp) : null,
    pauseReason: clock === 'PAUSED' ? (open?.reason ?? null) : null,
    settledAt: clock === 'STOPPED' ? (row.settledAt ?? new Date(timestamp)) : null,
    updatedAt: new Date(timestamp),
  });
  moveTasks(draft, row.dossierId, dueAt);
};
