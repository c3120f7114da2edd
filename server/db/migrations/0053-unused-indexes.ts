import type { Knex } from 'knex';

/** Nothing asks the read tables by these, and each row that is projected paid for them. */
export const up = async (db: Knex): Promise<void> => {
  await db.raw('drop index variable_instance, process_instance_root, decision_evaluation_instance, timer_open');
};
