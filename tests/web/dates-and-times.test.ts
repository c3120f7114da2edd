import fc from 'fast-check';
import { parseDay } from '../../web/admin/parse-day.ts';
import { formatDay, formatInstant, formatShort, formatTime } from '../../web/ui/format-date.ts';
import { splitWorkingMinutes, wordWorkingMinutes } from '../../web/ui/working-time.ts';

const units = { day: (n: number) => `${n} ngày`, hour: (n: number) => `${n} giờ`, minute: (n: number) => `${n} phút` };

describe('dates as they are shown', () => {
  it.each([
    ['2026-11-27T10:00:00Z', '27/11/2026 17:00'],
    ['2026-12-31T17:00:00Z', '01/01/2027 00:00'],
    ['2026-01-05T00:05:00+07:00', '05/01/2026 00:05'],
    ['2026-11-27T23:30:00-05:00', '28/11/2026 11:30'],
  ])('%s is %s in Vietnam', (iso, shown) => {
    expect(formatInstant(iso)).toBe(shown);
    expect(`${formatDay(iso)} ${formatTime(iso)}`).toBe(shown);
  });

  it.each([
    ['2026-11-24T01:15:00Z', '08:15'],
    ['2026-11-12T01:15:00Z', '12/11'],
    ['2025-11-24T01:15:00Z', '24/11/2025'],
    ['2026-11-23T17:30:00Z', '00:30'],
  ])('in a row, seen on 24/11/2026, %s is %s', (iso, shown) => {
    expect(formatShort(iso, new Date('2026-11-24T09:00:00Z'))).toBe(shown);
  });
});

describe('a day as it is typed', () => {
  it.each([
    ['01/12/2026', '2026-12-01T00:00:00+07:00'],
    [' 1/2/2027 ', '2027-02-01T00:00:00+07:00'],
    ['29/02/2028', '2028-02-29T00:00:00+07:00'],
  ])('%s is the start of that day in Vietnam', (text, iso) => expect(parseDay(text)).toBe(iso));

  it.each(['', '31/02/2026', '29/02/2026', '12/13/2026', '2026-12-01', '1/1/26', 'mai', '00/01/2026'])(
    '%j is no day',
    (text) => expect(parseDay(text)).toBeUndefined(),
  );

  it('reads back every day that is shown', () => {
    const days = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2099-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        days,
        (date) => formatDay(parseDay(formatDay(date.toISOString())) ?? '') === formatDay(date.toISOString()),
      ),
    );
  });
});

describe('working time in words', () => {
  it.each([
    [0, '0 phút'],
    [45, '45 phút'],
    [60, '1 giờ'],
    [185, '3 giờ 5 phút'],
    [480, '1 ngày'],
    [1560, '3 ngày 2 giờ'],
    [485, '1 ngày'],
    [-240, '4 giờ'],
    [-1, '1 phút'],
  ])('%i minutes are "%s"', (minutes, words) => expect(wordWorkingMinutes(minutes, units)).toBe(words));

  it('loses no minute between days, hours and minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500_000, max: 500_000 }), (total) => {
        const { days, hours, minutes } = splitWorkingMinutes(total);
        return days * 480 + hours * 60 + minutes === Math.abs(total) && hours < 8 && minutes < 60;
      }),
    );
  });
});
