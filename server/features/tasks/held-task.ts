import type { Knex } from 'knex';
import type { Person } from '../../http/person.ts';
import type { TaskAction } from './task-store.ts';
import type { RawTaskDetail } from './task-view.ts';

/** A task as an act on it finds it: locked, open, seen by the person in its present version. */
export type HeldTask = {
  readonly tx: Knex.Transaction;
  readonly task: RawTaskDetail;
  readonly last: TaskAction | undefined;
  readonly person: Person;
  readonly at: Date;
};
