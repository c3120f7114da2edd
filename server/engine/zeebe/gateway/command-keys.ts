import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { findKeyPartition } from './key-partition.ts';

export const unknownKey = (key: string): CommandRejected =>
  new CommandRejected('NOT_FOUND', `No engine here has made the key ${key}`);

/** A text that is no key would be sent as the key 0. @throws CommandRejected */
export const checkKey = (key: string | undefined): void => {
  if (key !== undefined && findKeyPartition(key) === undefined) throw unknownKey(key);
};

/** Whether a cluster of so many partitions has made the key. */
export const isMadeHere = (key: string, partitions: number): boolean => {
  const partition = findKeyPartition(key);
  return partition !== undefined && partition >= 1 && partition <= partitions;
};
