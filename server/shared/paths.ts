import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const findRoot = (folder: string): string =>
  existsSync(join(folder, 'package.json')) || dirname(folder) === folder ? folder : findRoot(dirname(folder));

/** The folder of package.json, the same for the sources and for what was built from them. */
export const projectRoot = findRoot(import.meta.dirname);
/** Data files shipped with the server. */
export const assetsFolder = join(projectRoot, 'server/assets');
