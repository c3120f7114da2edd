import { createWorkingCalendar, type UnitHours, type WorkingCalendar } from '../../core/calendar/working-calendar.ts';
import type { UnitRow } from '../features/people/people-view.ts';
import { JobProblem } from './job-problem.ts';
import type { WorkerDeps } from './worker-deps.ts';

export type UnitCalendar = { readonly calendar: WorkingCalendar; readonly hours: UnitHours; readonly version: string };

/** Working time of a unit on the calendar of the site. @throws JobProblem the unit's hours cannot be used */
export const readUnitCalendar = async (
  { people }: Pick<WorkerDeps, 'people'>,
  unit: UnitRow,
): Promise<UnitCalendar> => {
  const days = await people.listCalendarDays();
  const hours = unit.workingHours as UnitHours;
  try {
    const calendar = createWorkingCalendar(hours, days);
    return { calendar, hours, version: days.at(-1)?.calendarVersion ?? 'none' };
  } catch (cause) {
    throw new JobProblem(`Giờ làm việc của đơn vị ${unit.code} chưa đúng`, cause);
  }
};
