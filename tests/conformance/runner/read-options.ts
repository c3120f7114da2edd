import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export type ConformanceOptions = {
  readonly folders: readonly string[];
  readonly only: RegExp | undefined;
  readonly engine: 'embedded' | 'zeebe' | 'both';
  readonly record: boolean;
  /** Where the results go as JSON. */
  readonly json: string | undefined;
};

const isEngine = (text: string): text is ConformanceOptions['engine'] => ['embedded', 'zeebe', 'both'].includes(text);

/** Our own collections, and those that the environment names (CONFORMANCE_DIRS, separated by colons). */
const defaultFolders = (root: string, env: NodeJS.ProcessEnv): readonly string[] =>
  [
    join(root, 'tests/conformance/scenarios'),
    ...readdirSync(join(root, 'processes'))
      .sort()
      .map((name) => join(root, 'processes', name, 'scenarios')),
    ...(env['CONFORMANCE_DIRS'] ?? '').split(':').filter((folder) => folder !== ''),
  ].filter((folder) => existsSync(folder));

/** @throws Error an argument that is not known */
export const readOptions = (args: readonly string[], env: NodeJS.ProcessEnv, root: string): ConformanceOptions => {
  const { values, positionals } = parseArgs({
    args: args.filter((each) => each !== '--'),
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      engine: { type: 'string', default: 'both' },
      record: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  if (!isEngine(values.engine)) throw new Error(`--engine is embedded, zeebe or both, not ${values.engine}`);
  if (values.record && values.engine === 'embedded') throw new Error('Only a broker is recorded');
  return {
    folders: positionals.length > 0 ? positionals : defaultFolders(root, env),
    only: values.only === undefined ? undefined : new RegExp(values.only),
    engine: values.engine,
    record: values.record,
    json: values.json,
  };
};
