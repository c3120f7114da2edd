import { tables } from './tables.ts';

/** Names of all tables that the projection alone writes. */
export const readTableNames: readonly string[] = [...Object.values(tables).map((table) => table.name), 'task_queue'];
