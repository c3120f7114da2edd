import { tables, type TableName } from './tables.ts';

/** `dossierId` -> `"dossier_id"` */
export const columnOf = (name: string): string => `"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;

/** Columns of a table as its rows name them, so that nobody has to rename them row by row. */
export const selectionOf = (name: TableName): string =>
  Object.keys(tables[name].columns)
    .map((column) => `${columnOf(column)} as "${column}"`)
    .join(', ');
