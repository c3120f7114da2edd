import type { ProcedureRecord } from '../../core/contracts/package.ts';
import type { PortalTexts } from './texts.ts';

const zone = 'Asia/Ho_Chi_Minh';
const instant = new Intl.DateTimeFormat('vi-VN', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const money = new Intl.NumberFormat('vi-VN');

/** dd/MM/yyyy HH:mm, Vietnamese time. */
export const formatInstant = (iso: string | Date): string => {
  const parts = Object.fromEntries(instant.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return `${parts['hour']}:${parts['minute']} ${parts['day']}/${parts['month']}/${parts['year']}`;
};

/** 1.234.567 đ */
export const formatMoney = (amount: number): string => `${money.format(amount)} đ`;

type Channel = ProcedureRecord['channels'][number];

export const formatTime = ({ value, unit }: Channel['time'], t: PortalTexts): string =>
  value === 0 ? t.sameDay : `${String(value).replace('.', ',')} ${t[unit]}`;

export const formatFees = (fees: Channel['fees'], language: 'vi' | 'en', t: PortalTexts): string[] => {
  const due = fees.filter(({ amount }) => amount !== 0);
  if (due.length === 0) return [t.free];
  return due.map(({ amount, per }) => `${amount === null ? t.byProvince : formatMoney(amount)} / ${per[language]}`);
};
