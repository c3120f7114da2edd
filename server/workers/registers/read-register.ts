import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variables } from '../../../core/contracts/json.ts';
import { assetsFolder } from '../../shared/paths.ts';

/** The register does not answer, or not in a way that can be read. */
export class RegisterUnavailable extends Error {
  constructor(source: string, cause?: unknown) {
    super(`Không tra cứu được ${source}`, { cause });
    this.name = 'RegisterUnavailable';
  }
}

/**
 * Asks a connected register for one record.
 * @returns undefined when the register has no record under this key
 * @throws RegisterUnavailable
 */
export type ReadRegister = (source: string, key: string) => Promise<Variables | undefined>;

type RegisterFile = { readonly records: Readonly<Record<string, Variables>> };

const readFileOf = async (folder: string, source: string): Promise<RegisterFile> => {
  try {
    const register = JSON.parse(await readFile(join(folder, `${source}.json`), 'utf8')) as Partial<RegisterFile>;
    if (typeof register.records !== 'object' || register.records === null) throw new TypeError('no records');
    return { records: register.records };
  } catch (cause) {
    throw new RegisterUnavailable(source, cause);
  }
};

/**
 * The register that is shipped for trying the product: JSON files below the data folder, read at each question, so that
 * whoever tries the product may change them while it runs.
 */
export const createDemoRegister =
  (dataDir: string): ReadRegister =>
  async (source, key) => {
    if (!/^[a-z][a-z0-9-]{0,59}$/.test(source)) throw new RegisterUnavailable(source);
    const { records } = await readFileOf(join(dataDir, 'registers'), source);
    return Object.hasOwn(records, key) ? records[key] : undefined;
  };

/** Puts the sample registers below the data folder at the first start; files that are there already stay. */
export const prepareDemoRegisters = async (dataDir: string): Promise<void> => {
  const [from, to] = [join(assetsFolder, 'registers'), join(dataDir, 'registers')];
  await mkdir(to, { recursive: true });
  for (const file of await readdir(from)) {
    await copyFile(join(from, file), join(to, file), constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
};
