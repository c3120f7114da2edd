import { toLocal } from '../../core/calendar/local-time.ts';

/** "24/11/2026" in Asia/Ho_Chi_Minh. */
export const dateText = (at: Date): string => toLocal(at.getTime()).slice(0, 10).split('-').reverse().join('/');

/** "14 giờ 52 phút, ngày 24/11/2026": as papers write an instant. */
export const instantText = (at: Date): string => {
  const [hour, minute] = toLocal(at.getTime()).slice(11, 16).split(':');
  return `${hour} giờ ${minute} phút, ngày ${dateText(at)}`;
};

/** "ngày 24 tháng 11 năm 2026". */
export const longDateText = (at: Date): string => {
  const [day, month, year] = dateText(at).split('/');
  return `ngày ${day} tháng ${month} năm ${year}`;
};

/** "8.000 đồng". @param amount integer VND */
export const moneyText = (amount: number): string => `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;

const units = { workingHours: 'giờ làm việc', workingDays: 'ngày làm việc', days: 'ngày' } as const;
/** "3 ngày làm việc"; zero working days are "trong ngày làm việc". */
export const durationText = (value: number, unit: keyof typeof units): string =>
  value === 0 ? 'trong ngày làm việc' : `${String(value).replace('.', ',')} ${units[unit]}`;
