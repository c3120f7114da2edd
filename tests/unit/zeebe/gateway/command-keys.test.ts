import fc from 'fast-check';
import { findTargetKey } from '../../../../server/engine/find-target-key.ts';
import { checkKey, isMadeHere } from '../../../../server/engine/zeebe/gateway/command-keys.ts';
import { refusalOf } from './refusal-of.ts';
import { findKeyPartition } from '../../../../server/engine/zeebe/gateway/key-partition.ts';

const keyOf = (partition: number, n: bigint): string => String((BigInt(partition) << 51n) + n);
const inPartition = fc.bigInt({ min: 0n, max: 2n ** 51n - 1n });

describe('a key', () => {
  it('tells the partition that made it, exactly beyond 2^53', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_095 }), inPartition, (partition, n) => {
        expect(findKeyPartition(keyOf(partition, n))).toBe(partition);
      }),
      { seed: 4 },
    );
  });

  it('is made here when its partition is one of the cluster', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_095 }), inPartition, fc.integer({ min: 1, max: 12 }), (at, n, count) => {
        expect(isMadeHere(keyOf(at, n), count)).toBe(at >= 1 && at <= count);
      }),
      { seed: 5 },
    );
  });

  it.each(['', 'abc', '-1', '1.5', '1e3', ' 1', '9223372036854775808', '99999999999999999999'])(
    'is not the text "%s"',
    (text) => {
      expect(findKeyPartition(text)).toBeUndefined();
      expect(refusalOf(() => checkKey(text))?.type).toBe('NOT_FOUND');
    },
  );

  it('is not needed by what any partition can do', () => {
    expect(() => checkKey(undefined)).not.toThrow();
    expect(findTargetKey({ type: 'broadcastSignal', name: 'a', variables: {} })).toBeUndefined();
  });

  it('is the one that a command is about', () => {
    expect(findTargetKey({ type: 'cancelInstance', processInstanceKey: '7' })).toBe('7');
    expect(findTargetKey({ type: 'updateJobRetries', jobKey: '8', retries: 1 })).toBe('8');
    expect(findTargetKey({ type: 'completeUserTask', userTaskKey: '9', variables: {} })).toBe('9');
  });
});
