import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { dumpReadTables } from '../../../server/projection/dump-tables.ts';
import type { FaultSite } from './fault-site.ts';

const program = resolve(import.meta.dirname, '../../../../dist/server/cli/rebuild-projection.js');

/** Read tables whose rows are others after a rebuild from all records. Servers must be down. */
export const findTablesThatDiffer = async ({ db, environment }: FaultSite): Promise<string[]> => {
  const before = await dumpReadTables(db);
  await promisify(execFile)(process.execPath, [program], { env: { ...process.env, NODE_OPTIONS: '', ...environment } });
  const after = await dumpReadTables(db);
  return Object.keys(before).filter((name) => {
    const [was = [], is = []] = [before[name], after[name]];
    return was.length !== is.length || was.some((line, index) => line !== is[index]);
  });
};
