/** Length of a working day in the wording of clocks; the due instant itself comes from the unit's calendar. */
const minutesOfDay = 8 * 60;

export type WorkingTime = { readonly days: number; readonly hours: number; readonly minutes: number };

/** Working minutes as days of eight hours, hours and minutes; the sign is left to the words around it. */
export const splitWorkingMinutes = (total: number): WorkingTime => {
  const left = Math.abs(Math.round(total));
  return {
    days: Math.floor(left / minutesOfDay),
    hours: Math.floor((left % minutesOfDay) / 60),
    minutes: left % 60,
  };
};

type Units = {
  readonly day: (count: number) => string;
  readonly hour: (count: number) => string;
  readonly minute: (count: number) => string;
};

/** The two largest units that matter: "3 ngày 2 giờ", "5 giờ 10 phút", "0 phút". */
export const wordWorkingMinutes = (total: number, units: Units): string => {
  const { days, hours, minutes } = splitWorkingMinutes(total);
  const words = [
    ...(days > 0 ? [units.day(days)] : []),
    ...(hours > 0 ? [units.hour(hours)] : []),
    ...(days === 0 && (minutes > 0 || hours === 0) ? [units.minute(minutes)] : []),
  ];
  return words.join(' ');
};
