import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const rules = (
  createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] }
).forbidden.map(({ name }) => name);

/** One file that breaks each rule, and what it must not reach. */
const plants: Readonly<Record<string, { readonly file: string; readonly reaches: string }>> = {
  'no-cycles': { file: 'core/cycle/one.ts', reaches: '../cycle/two.ts' },
  'core-is-pure': { file: 'core/impure.ts', reaches: 'knex' },
  'core-without-node': { file: 'core/reads-files.ts', reaches: 'node:fs' },
  'web-without-server': { file: 'web/reaches-over.ts', reaches: '../server/composition.ts' },
  'server-without-web': { file: 'server/http/draws-pages.ts', reaches: '../../web/page.ts' },
  'only-composition-knows-all': { file: 'server/http/composes.ts', reaches: '../composition.ts' },
  'features-meet-on-views': { file: 'server/features/alpha/alpha-routes.ts', reaches: '../beta/beta-store.ts' },
  'services-without-infrastructure': { file: 'server/features/alpha/alpha-service.ts', reaches: 'express' },
  'engine-behind-port': { file: 'server/features/alpha/alpha-store.ts', reaches: '../../engine/embedded/engine.ts' },
  'zeebe-node-in-its-adapter': { file: 'server/workers/worker.ts', reaches: 'zeebe-node' },
  'no-test-code-in-product': { file: 'server/http/tested.ts', reaches: '../../tests/helper.ts' },
  resolvable: { file: 'server/http/lost.ts', reaches: './gone.ts' },
};

/** What the planted files reach, and neighbours that keep every rule. */
const innocent: Readonly<Record<string, string>> = {
  'core/cycle/two.ts': "import './one.ts';\nexport const two = 2;\n",
  'server/composition.ts': 'export const compose = 1;\n',
  'server/features/beta/beta-store.ts': 'export const store = 1;\n',
  'server/features/beta/beta-view.ts': 'export const view = 1;\n',
  'server/features/alpha/reads-a-view.ts': "import '../beta/beta-view.ts';\nexport const reads = 1;\n",
  'server/features/alpha/typed-service.ts': "import type { Knex } from 'knex';\nexport type Deps = Knex;\n",
  'server/engine/embedded/engine.ts': 'export const engine = 1;\n',
  'server/engine/zeebe/adapter.ts': "import 'zeebe-node';\nexport const adapter = 1;\n",
  'server/index.ts': "import './composition.ts';\n",
  'web/page.ts': "import '../core/innocent.ts';\nexport const page = 1;\n",
  'core/innocent.ts': 'export const innocent = 1;\n',
  'tests/helper.ts': 'export const helper = 1;\n',
};

type Violation = { readonly rule: string; readonly from: string };

const cruise = async (folder: string, parts: readonly string[]): Promise<Violation[]> => {
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...parts];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 64 << 20 }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, rule }) => ({ rule: rule.name, from }));
};

const write = async (folder: string, file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};

const plantTree = async (folder: string): Promise<void> => {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json'])
    await cp(join(root, file), join(folder, file));
  for (const name of ['knex', 'express', 'zeebe-node']) {
    await write(
      folder,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js', types: 'index.d.ts' }),
    );
    await write(folder, `node_modules/${name}/index.js`, 'module.exports = {};\n');
    await write(folder, `node_modules/${name}/index.d.ts`, 'export type Knex = number;\n');
  }
  for (const [file, text] of Object.entries(innocent)) await write(folder, file, text);
  for (const { file, reaches } of Object.values(plants))
    await write(folder, file, `import '${reaches}';\nexport const planted = 1;\n`);
};

describe('the borders between parts', () => {
  let folder: string;
  let planted: Violation[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-borders-'));
    await plantTree(folder);
    planted = await cruise(folder, ['core', 'server', 'web']);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has a planted violation for every rule', () => {
    expect(Object.keys(plants).sort()).toEqual([...rules].sort());
  });

  it.each(Object.entries(plants))('catches a violation of %s', (rule, { file }) => {
    expect(planted).toContainEqual({ rule, from: file });
  });

  it('leaves neighbours that keep the rules alone', () => {
    const guilty = [...Object.values(plants).map(({ file }) => file), 'core/cycle/two.ts'];
    expect(planted.filter(({ from }) => !guilty.includes(from))).toEqual([]);
  });

  it('are kept by the whole product', async () => {
    expect(await cruise(root, ['core', 'server', 'web', 'scripts'])).toEqual([]);
  }, 120_000);
});
