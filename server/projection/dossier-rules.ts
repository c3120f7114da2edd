import { createRecomputeDue, type ClockFacts } from '../../core/calendar/recompute-due.ts';
import type { CalendarRow } from '../../core/calendar/working-calendar.ts';
import type { StatusData } from '../../core/dossier/status-table.ts';
import type { DossierRules } from './context.ts';

type Log = { warn(details: object, message: string): void };
const isTerms = (terms: unknown): terms is Omit<ClockFacts, 'acceptedAt'> =>
  typeof terms === 'object' && terms !== null && 'duration' in terms && 'options' in terms && 'hours' in terms;

/**
 * The legal clock of the site: statuses as data, due dates by the working calendar and by what acceptance fixed.
 * Without those terms (a dossier moved in from elsewhere) the promised date stays.
 */
export const createDossierRules = (statuses: StatusData, calendar: readonly CalendarRow[], log: Log): DossierRules => {
  const recompute = createRecomputeDue(calendar);
  const clocks = new Map(statuses.statuses.map(({ code, clock }) => [code, clock]));
  return {
    clockOfStatus: (status) => clocks.get(status) ?? 'RUNNING',
    recomputeDue: ({ dossierId, acceptedAt, promisedAt, terms }, pauses) => {
      if (!isTerms(terms)) return promisedAt;
      try {
        const intervals = pauses.map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt, reason: '' }));
        return recompute({ ...terms, acceptedAt }, intervals).dueAt;
      } catch (error) {
        log.warn({ err: error, dossierId }, 'the due date cannot be computed; the promised date stays');
        return promisedAt;
      }
    },
  };
};
