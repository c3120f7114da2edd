import type { NewRecord } from '../../../core/contracts/engine-record.ts';
import { partitionOf } from './engine-key.ts';

/** Root of a process instance; undefined when this command does not know it. */
export type FindRootOf = (processInstanceKey: string) => string | undefined;

const instanceOf = ({ value }: NewRecord): string => {
  const key = value['processInstanceKey'];
  return typeof key === 'string' && key !== '-1' ? key : '';
};

/** Records by the partition of the tree they tell of; what belongs to no tree goes to the partition of the command. */
export const splitByPartition = (
  records: readonly NewRecord[],
  own: number,
  rootOf: FindRootOf,
): ReadonlyMap<number, readonly NewRecord[]> => {
  const split = new Map<number, NewRecord[]>();
  for (const record of records) {
    const instance = instanceOf(record);
    const partition = instance === '' ? own : partitionOf(rootOf(instance) ?? instance);
    const list = split.get(partition) ?? [];
    split.set(partition, list);
    list.push(record);
  }
  return new Map([...split].sort(([a], [b]) => a - b));
};
