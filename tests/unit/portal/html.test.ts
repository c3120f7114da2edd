import fc from 'fast-check';
import { formatFees, formatInstant, formatMoney, formatTime } from '../../../server/portal/format.ts';
import { html } from '../../../server/portal/html.ts';
import { textsOf } from '../../../server/portal/texts.ts';

describe('markup of public pages', () => {
  it('escapes every value', () => {
    expect(html`<p title="${'"><script>'}">${"<b>'&"}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&#39;&amp;</p>',
    );
  });
  it('keeps markup that it made itself, also in lists', () => {
    const items = ['a', '<'].map((each) => html`<li>${each}</li>`);
    expect(html`${items}`.text).toBe('<li>a</li><li>&lt;</li>');
  });
  it('prints nothing for false, null and undefined, and prints zero', () => {
    expect(html`${false}${null}${undefined}${0}`.text).toBe('0');
  });
  it('never lets a raw sign through', () => {
    fc.assert(fc.property(fc.string(), (value) => !/[<>"']/.test(html`${value}`.text)));
  });
});

describe('figures on public pages', () => {
  const vi = textsOf('vi');
  it('shows instants in Vietnamese time', () => {
    expect(formatInstant('2026-11-24T10:00:00Z')).toBe('17:00 24/11/2026');
  });
  it('shows money with points', () => {
    expect(formatMoney(1234567)).toBe('1.234.567 đ');
  });
  it.each([
    [{ value: 0, unit: 'workingDays' }, 'Trong ngày'],
    [{ value: 3, unit: 'workingDays' }, '3 ngày làm việc'],
    [{ value: 1.5, unit: 'workingHours' }, '1,5 giờ làm việc'],
  ] as const)('says %j as %s', (time, words) => {
    expect(formatTime(time, vi)).toBe(words);
  });
  it('leaves out what costs nothing and says when nothing costs', () => {
    const per = { vi: 'bản sao', en: 'copy' };
    const fee = (amount: number | null) => ({ id: 'f', kind: 'CHARGE' as const, amount, per });
    expect(formatFees([fee(0)], 'vi', vi)).toEqual(['Không thu']);
    expect(formatFees([fee(0), fee(8000)], 'vi', vi)).toEqual(['8.000 đ / bản sao']);
    expect(formatFees([fee(null)], 'vi', vi)).toEqual(['Theo quy định của tỉnh, thành phố / bản sao']);
  });
});
