import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { createInFlight } from '../../conformance/runner/in-flight.ts';

const NOW = 1_893_484_800_000;
const record = (valueType: string, intent: string, value: EngineRecord['value'] = {}): EngineRecord => ({
  partitionId: 1,
  position: '1',
  key: '7',
  timestamp: NOW,
  valueType,
  intent,
  value,
});
const after = (...records: readonly EngineRecord[]) => {
  const inFlight = createInFlight();
  records.forEach((each) => inFlight.add(each));
  return inFlight;
};
const failed = record('JOB', 'FAILED', { retries: 1, recurringTime: NOW + 10_000 });
const timer = record('TIMER', 'CREATED', { dueDate: NOW + 10_000 });

describe('a broker is not at rest', () => {
  it.each([
    ['PROCESS_MESSAGE_SUBSCRIPTION', 'CREATING', 'CREATED'],
    ['PROCESS_MESSAGE_SUBSCRIPTION', 'DELETING', 'DELETED'],
    ['MESSAGE_SUBSCRIPTION', 'CORRELATING', 'CORRELATED'],
    ['MESSAGE_SUBSCRIPTION', 'CORRELATING', 'REJECTED'],
  ])('from %s %s to %s', (valueType, begin, end) => {
    expect(after(record(valueType, begin)).list(NOW)).toEqual([`${valueType} 7`]);
    expect(after(record(valueType, begin), record(valueType, end)).list(NOW)).toEqual([]);
  });

  it('when a timer is due, until it has fired', () => {
    expect(after(timer).list(NOW + 9_999)).toEqual([]);
    expect(after(timer).list(NOW + 10_000)).toEqual(['TIMER 7']);
    expect(after(timer, record('TIMER', 'TRIGGERED')).list(NOW + 10_000)).toEqual([]);
  });

  it('when a back-off is over, one millisecond later, until the job waits again', () => {
    expect(after(failed).list(NOW + 10_000)).toEqual([]);
    expect(after(failed).list(NOW + 10_001)).toEqual(['JOB 7']);
    expect(after(failed, record('JOB', 'RECURRED_AFTER_BACKOFF')).list(NOW + 10_001)).toEqual([]);
    expect(after(failed, record('JOB', 'RETRIES_UPDATED', { retries: 3 })).list(NOW + 10_001)).toEqual(['JOB 7']);
  });

  it('but a job without retries or without a back-off holds nothing up', () => {
    expect(after(record('JOB', 'FAILED', { retries: 0, recurringTime: NOW })).list(NOW + 1)).toEqual([]);
    expect(after(record('JOB', 'FAILED', { retries: 1, recurringTime: -1 })).list(NOW + 1)).toEqual([]);
  });
});

describe('the clock goes as far as what is due now needs', () => {
  it.each([
    ['nothing is due', record('JOB', 'CREATED'), NOW, NOW],
    ['a back-off ends now', failed, NOW + 10_000, NOW + 10_001],
    ['a timer was shifted by a back-off before it', record('TIMER', 'CREATED', { dueDate: NOW + 1 }), NOW, NOW + 1],
    ['something is due a second later', record('TIMER', 'CREATED', { dueDate: NOW + 1000 }), NOW, NOW],
  ])('when %s', (_, told, now, reach) => {
    expect(after(told).reach(now, 5)).toBe(reach);
  });
});
