import { checkRecord } from '../../../core/procedure/check-record.ts';

const label = { vi: 'Tên', en: 'Name' };
const valid = {
  format: 'procedure/1',
  code: '9.000001',
  name: label,
  field: 'Hộ tịch',
  level: 'COMMUNE',
  subjects: [],
  legalBasis: [],
  competence: { unitKind: 'OFFICE' },
  data: [],
  cases: [
    { id: 'A', name: label, process: 'main', startForm: 'start', documents: [], results: [{ id: 'r', name: label }] },
  ],
  channels: [{ channel: 'ONLINE', time: { value: 1, unit: 'workingDays' }, fees: [], onlineLevel: 'full' }],
};
const check = (record: unknown) =>
  checkRecord(new Map([['procedure.json', typeof record === 'string' ? record : JSON.stringify(record)]]));
const messages = (record: unknown) => check(record).problems.map(({ message }) => message.en);

describe('the record of a package', () => {
  it('passes when it follows the schema', () => {
    expect(check(valid)).toEqual({ record: valid, problems: [] });
  });
  it('is missed when it is not there', () => {
    expect(checkRecord(new Map()).problems).toMatchObject([
      { severity: 'error', rule: 'record-missing', file: 'procedure.json' },
    ]);
  });
  it('must be JSON', () => {
    expect(messages('{')[0]).toMatch(/^Not JSON/);
  });
  it('tells all problems at once', () => {
    const { cases: _cases, ...withoutCases } = valid;
    expect(messages({ ...withoutCases, level: 'DISTRICT', colour: 'red' }).sort()).toEqual([
      '/: "cases" is missing',
      '/: "colour" is not known',
      '/level: must be one of: PROVINCE, COMMUNE',
    ]);
  });
  it('names each in Vietnamese too', () => {
    expect(check({ ...valid, level: 1 }).problems.every(({ message }) => message.vi.startsWith('/level: '))).toBe(true);
  });
  it('refuses two entries with one id', () => {
    expect(messages({ ...valid, cases: [...valid.cases, ...valid.cases] })).toEqual(['cases: "A" is there twice']);
  });
  it.each([[-1], ['8000'], [0.5]])('refuses an amount of %p VND', (amount) => {
    const fees = [{ id: 'f', kind: 'CHARGE', amount, per: label }];
    expect(messages({ ...valid, channels: [{ ...valid.channels[0], fees }] })).toHaveLength(1);
  });
});
