import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../../../server/engine/engine.ts';
import { BackPressure } from '../../../../server/engine/zeebe/gateway/back-pressure.ts';
import { mapFetchError, mapRestAnswer } from '../../../../server/engine/zeebe/gateway/map-rest-error.ts';

const inOneWord = (status: number, title: string, detail: string): string => {
  const mapped = mapRestAnswer({ status, title, detail });
  if (mapped instanceof CommandRejected) return mapped.rejectionType;
  if (mapped instanceof EngineUnavailable) return mapped.outcome;
  return mapped instanceof BackPressure ? 'busy' : 'not mapped';
};
const refused = (code: string): string => `Command 'COMPLETE' rejected with code '${code}': a reason`;

describe('an HTTP answer of the gateway', () => {
  it.each([
    [404, 'NOT_FOUND', refused('NOT_FOUND'), 'NOT_FOUND'],
    [409, 'INVALID_STATE', refused('INVALID_STATE'), 'INVALID_STATE'],
    [400, 'INVALID_ARGUMENT', "The provided due date 'x' cannot be parsed", 'INVALID_ARGUMENT'],
    [400, 'Bad Request', '', 'INVALID_ARGUMENT'],
    [409, '', 'held by another', 'INVALID_STATE'],
    [413, '', '', 'INVALID_ARGUMENT'],
    [500, 'PROCESSING_ERROR', refused('PROCESSING_ERROR'), 'INVALID_STATE'],
    [429, 'RESOURCE_EXHAUSTED', 'overloaded', 'busy'],
    [503, 'RESOURCE_EXHAUSTED', 'overloaded', 'busy'],
    [500, 'a.b.PartitionNotFoundException', 'Expected … or the gateway is not yet aware of it', 'notDone'],
    [503, '', 'Expected … or the gateway is not yet aware of it', 'notDone'],
    [500, 'INTERNAL_ERROR', 'something', 'unknown'],
    [502, '', '', 'unknown'],
    [503, '', '', 'unknown'],
    [504, '', '', 'unknown'],
    // No gateway stands there: nothing was asked of a broker, and a task is not missing because an address is wrong.
    [404, 'Not Found', '', 'notDone'],
    [405, '', '', 'notDone'],
    [401, '', '', 'notDone'],
  ])('%d %s "%s" is %s', (status, title, detail, expected) => {
    expect(inOneWord(status, title, detail)).toBe(expected);
  });

  it.each([
    ['ECONNREFUSED', 'notDone'],
    ['ENOTFOUND', 'notDone'],
    ['UND_ERR_CONNECT_TIMEOUT', 'notDone'],
    ['ECONNRESET', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
  ])('that never came because of %s leaves the outcome %s', (code, outcome) => {
    const cause = Object.assign(new Error('inner'), { code });
    expect(mapFetchError(new TypeError('fetch failed', { cause }))).toMatchObject({ outcome });
  });

  it('that never came although every address of the host was tried was not asked for', () => {
    const each = ['::1', '127.0.0.1'].map((at) => Object.assign(new Error(at), { code: 'ECONNREFUSED' }));
    const error = new TypeError('fetch failed', { cause: new AggregateError(each) });
    expect(mapFetchError(error)).toMatchObject({ outcome: 'notDone' });
  });

  it('that is late leaves the outcome unknown', () => {
    expect(mapFetchError(new DOMException('late', 'TimeoutError'))).toMatchObject({ outcome: 'unknown' });
  });
});
