import type { Knex } from 'knex';
import { dayOf, instantOf } from '../../core/calendar/local-time.ts';
import type { ClockFacts } from '../../core/calendar/recompute-due.ts';
import {
  createWorkingCalendar,
  type CalendarRow,
  type UnitHours,
  type WorkingCalendar,
} from '../../core/calendar/working-calendar.ts';
import { shiftWorkingDays } from '../../core/calendar/working-time.ts';
import type { CommandEngine } from '../engine/engine.ts';
import type { Clock } from '../shared/clock.ts';
import type { InTransaction } from '../shared/unit-of-work.ts';

export type DueMessage = 'dossier.dueSoon' | 'dossier.overdue';
type Row = { readonly dossierId: string; readonly dueAt: Date; readonly clockTerms: ClockFacts };
/** Due dates from `from` on (none: all) and before `until`. */
type Period = { readonly from?: Date; readonly until: Date };
type Deps = {
  readonly db: Knex;
  readonly engine: Pick<CommandEngine, 'send'>;
  readonly listCalendarDays: () => Promise<readonly CalendarRow[]>;
  /** Working hours of the units of the site. */
  readonly listHours: () => Promise<readonly UnitHours[]>;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
};

const DAY_MINUTES = 1440;
const BATCH = 200;

/** One calendar per pattern of hours: a city has some dozens, and a hundred thousand dossiers. */
const createCalendars = (days: readonly CalendarRow[]): ((hours: UnitHours) => WorkingCalendar) => {
  const known = new Map<string, WorkingCalendar>();
  return (hours) => {
    const key = JSON.stringify(hours);
    const calendar = known.get(key) ?? createWorkingCalendar(hours, days);
    known.set(key, calendar);
    return calendar;
  };
};

/** Nothing that is due after the next working day of every unit can be due soon. */
const latestSoon = (
  patterns: readonly UnitHours[],
  calendarOf: (hours: UnitHours) => WorkingCalendar,
  now: number,
): Date => {
  const next = patterns.map((hours) => calendarOf(hours).workingDayFrom(dayOf(now), 1));
  return new Date(instantOf(Math.max(dayOf(now), ...next), DAY_MINUTES));
};

/**
 * The legal clock speaks to processes that listen: `dossier.dueSoon` from the closing of the working day before the due
 * date, `dossier.overdue` after it. A paused dossier has no due date and hears nothing.
 */
export const createDueWatch = ({ db, engine, listCalendarDays, listHours, inTransaction, clock }: Deps) => {
  const findUntold = (message: DueMessage, { from, until }: Period, after: Row | undefined): Promise<Row[]> =>
    db('dossierProgress as p')
      .join('dossier as d', 'd.id', 'p.dossierId')
      .where('p.dueAt', '<', until)
      .modify((query) => void (from && query.where('p.dueAt', '>=', from)))
      .whereNull('d.finishedAt')
      .whereNotNull('d.clockTerms')
      .whereNotExists(
        (told) =>
          void told
            .from('dueNotice as n')
            .whereRaw('n.dossier_id = p.dossier_id and n.due_at = p.due_at')
            .where('n.message', message),
      )
      .modify(
        (query) => void (after && query.whereRaw('(p.due_at, p.dossier_id) > (?, ?)', [after.dueAt, after.dossierId])),
      )
      .orderBy(['p.dueAt', 'p.dossierId'])
      .limit(BATCH)
      .select<Row[]>('p.dossierId', 'p.dueAt', 'd.clockTerms');

  /** @returns false when another server has told it in the same moment */
  const tell = (message: DueMessage, { dossierId, dueAt }: Row, now: number): Promise<boolean> =>
    inTransaction(async (tx) => {
      const claimed = await tx('dueNotice')
        .insert({ dossierId, message, dueAt, toldAt: new Date(now) })
        .onConflict(['dossier_id', 'message', 'due_at'])
        .ignore()
        .returning('dossier_id');
      if (claimed.length === 0) return false;
      const variables = { dueAt: dueAt.toISOString() };
      await engine.send(
        {
          type: 'publishMessage',
          name: message,
          correlationKey: dossierId,
          messageId: `${message} ${dueAt.toISOString()}`,
          timeToLiveMs: 0,
          variables,
        },
        tx,
        { dossierId },
      );
      return true;
    });

  const watch = async (
    message: DueMessage,
    period: Period,
    isTime: (row: Row) => boolean,
    now: number,
  ): Promise<number> => {
    let told = 0;
    let last: Row | undefined;
    do {
      const rows = await findUntold(message, period, last);
      for (const row of rows.filter(isTime)) if (await tell(message, row, now)) told++;
      last = rows.length === BATCH ? rows.at(-1) : undefined;
    } while (last);
    return told;
  };

  return {
    /** Tells what is due now. @returns how many messages were sent */
    async run(): Promise<number> {
      const now = clock();
      const calendarOf = createCalendars(await listCalendarDays());
      const warnsFrom = ({ dueAt, clockTerms }: Row): number => {
        const calendar = calendarOf(clockTerms.hours);
        return calendar.closingOf(shiftWorkingDays(calendar, dayOf(dueAt.getTime()), -1));
      };
      const overdue = await watch('dossier.overdue', { until: new Date(now) }, () => true, now);
      const soon = await watch(
        'dossier.dueSoon',
        { from: new Date(now), until: latestSoon(await listHours(), calendarOf, now) },
        (row) => warnsFrom(row) <= now,
        now,
      );
      return overdue + soon;
    },
  };
};
export type DueWatch = ReturnType<typeof createDueWatch>;
