import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import { findMissingDocuments, findStrangeDocuments } from '../../../core/dossier/check-components.ts';
import { clockTermsOf } from '../../../core/dossier/clock-terms.ts';
import { readNumberParameter, readParameter } from '../../../core/dossier/parameters.ts';
import { createStatusTable, type StatusData } from '../../../core/dossier/status-table.ts';

const data = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../server/assets/statuses.json'), 'utf8'),
) as StatusData;
const name = { vi: 'x', en: 'x' };
const record = {
  code: '9.1',
  name,
  parameters: {
    supplementCap: { value: 2, to: '2026-06-30' },
    apologyLead: { value: 1, unit: 'days' },
    dayCount: { value: 'ROLLING_HOURS' },
  },
  channels: [
    { channel: 'ONLINE', time: { value: 3, unit: 'workingDays' }, cutOff15h: true, fees: [], onlineLevel: 'full' },
    { channel: 'DIRECT', time: { value: 8, unit: 'workingHours' }, fees: [], onlineLevel: null },
  ],
  cases: [
    {
      id: 'a',
      name,
      process: 'p',
      startForm: 'f',
      results: [],
      documents: [
        { id: 'paper', name, form: 'ORIGINAL', quantity: 1, required: true },
        { id: 'form', name, form: 'E_FORM', quantity: 1, required: true },
        { id: 'held', name, form: 'COPY', quantity: 1, required: true, stateHolds: true },
        { id: 'maybe', name, form: 'COPY', quantity: 1, required: true, when: '=x' },
        { id: 'free', name, form: 'COPY', quantity: 1, required: false },
      ],
    },
  ],
} as unknown as ProcedureRecord;

describe('statuses', () => {
  const table = createStatusTable(data);
  it.each([
    [1, 2, true],
    [1, 4, false],
    [4, 5, true],
    [3, 1, false],
    [9, 4, true],
    [10, 9, false],
    [4, 4, true],
    [2, 3, false],
  ])('%i to %i: %s', (from, to, allowed) => {
    expect(table.mayMove(from, to)).toBe(allowed);
  });
  it('never leave an end', () => {
    const ends = data.statuses.filter(({ terminal }) => terminal).map(({ code }) => code);
    expect(ends).toEqual([3, 7, 8, 10]);
    for (const end of ends)
      expect(data.statuses.filter(({ code }) => code !== end).some(({ code }) => table.mayMove(end, code))).toBe(false);
  });
  it('stop the clock where nothing is consumed any more', () => {
    expect(data.statuses.filter(({ code }) => table.isClockStopped(code)).map(({ code }) => code)).toEqual([
      3, 7, 8, 9, 10,
    ]);
    expect(table.nameOf(9)).toEqual({ vi: 'Đã xử lý xong', en: 'Settled' });
    expect(table.nameOf(99)).toEqual({ vi: '99', en: '99' });
  });
  it.each([
    ['a transition to nowhere', { ...data, statuses: [{ ...data.statuses[0], allowedTransitions: [{ to: 77 }] }] }],
    ['a code that is there twice', { ...data, statuses: [...data.statuses, data.statuses[0]] }],
  ])('are refused with %s', (_, broken) => {
    expect(() => createStatusTable(broken as StatusData)).toThrow(RangeError);
  });
});

describe('parameters', () => {
  it.each([
    ['of the procedure while it is valid', {}, '2026-06-30', 2],
    ['of the site afterwards', { supplementCap: { value: 3 } }, '2026-07-01', 3],
    ['of the default where nobody says anything', {}, '2026-07-01', 1],
    [
      'of the default where the site is not valid yet',
      { supplementCap: { value: 3, from: '2027-01-01' } },
      '2026-07-01',
      1,
    ],
  ])('are those %s', (_, site, date, value) => {
    expect(readParameter(record, site, 'supplementCap', date)).toBe(value);
  });
  it('that must be numbers are numbers', () => {
    expect(() => readNumberParameter(record, {}, 'dayCount', '2026-06-01')).toThrow('dayCount');
    expect(readParameter(record, {}, 'unknown', '2026-06-01')).toBeUndefined();
  });
});

describe('terms of the clock', () => {
  it('are those of the channel, with the conventions of the procedure', () => {
    expect(clockTermsOf(record, {}, 'ONLINE', '2026-06-01')).toMatchObject({
      duration: { value: 3, unit: 'workingDays' },
      options: { cutOff: '15:00', dayCount: 'ROLLING_HOURS', apologyLead: { value: 1, unit: 'days' }, hoursPerDay: 8 },
    });
    expect(clockTermsOf(record, {}, 'DIRECT', '2026-06-01')?.options.cutOff).toBeNull();
  });
  it('are none where no date is promised or the channel is not offered', () => {
    expect(clockTermsOf(record, { noPromisedDate: { value: true } }, 'ONLINE', '2026-06-01')).toBeUndefined();
    expect(clockTermsOf(record, {}, 'POST', '2026-06-01')).toBeUndefined();
  });
});

describe('documents of a submission', () => {
  const [procedureCase] = record.cases;
  const document = (componentId: string) => ({ componentId, documentId: 'd' });
  it.each([
    [[], true, ['/documents/paper', '/documents/maybe']],
    [['paper'], false, []],
    [['paper', 'maybe'], true, []],
  ])('given %j with the condition %s lack %j', (given, asked, pointers) => {
    expect(
      findMissingDocuments(procedureCase as never, given.map(document), () => asked).map(({ pointer }) => pointer),
    ).toEqual(pointers);
  });
  it('outside the published list are refused where they stand', () => {
    expect(
      findStrangeDocuments(procedureCase as never, ['paper', 'other'].map(document)).map(({ pointer }) => pointer),
    ).toEqual(['/documents/1/componentId']);
  });
});
