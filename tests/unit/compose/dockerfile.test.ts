import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { Script } from 'node:vm';
import { copiesOf, parseDockerfile, readDockerfile, sentToBuilder } from './dockerfile.ts';
import { readCompose, root } from './read-compose.ts';

const stages = readDockerfile();
const runtime = stages.at(-1)!;
const named = (name: string): string[] =>
  runtime.instructions.filter((each) => each.name === name).map(({ args }) => args);
const aliases = stages.map(({ alias }) => alias);
const copies = stages.flatMap((stage) => copiesOf(stage));

describe('the image of the server', () => {
  it('is built in stages of one pinned line of Node.js, the one of .nvmrc', () => {
    const [major] = readFileSync(join(root, '.nvmrc'), 'utf8').split('.');
    expect(stages.length).toBeGreaterThanOrEqual(2);
    for (const { base } of stages) expect(base).toMatch(new RegExp(`^node:${major}(\\.[\\d.]+)?-\\w+-slim$`));
  });

  it('copies only what exists, is sent to the builder and is kept in git', () => {
    const sent = sentToBuilder();
    for (const { from, sources } of copies) {
      if (from !== undefined) expect(aliases).toContain(from);
      else
        for (const source of sources) {
          expect(existsSync(join(root, source)) ? 'exists' : source).toBe('exists');
          expect([...sent]).toContain(source.split('/')[0]);
        }
    }
  });

  it('sends nothing to the builder that no stage copies', () => {
    const used = new Set(
      copies
        .filter(({ from }) => from === undefined)
        .flatMap(({ sources }) => sources.map((each) => each.split('/')[0])),
    );
    expect([...sentToBuilder()].filter((each) => !used.has(each))).toEqual([]);
  });

  it('installs exactly what the lock file says, without scripts of packages', () => {
    const installs = stages.flatMap(({ instructions }) => instructions).filter(({ args }) => /\bnpm\b/.test(args));
    expect(installs.length).toBe(2);
    for (const { args } of installs) expect(args).toMatch(/^npm ci .*--ignore-scripts/);
  });

  it('runs on production dependencies', () => {
    const [modules] = copiesOf(runtime).filter(({ target }) => target.endsWith('node_modules'));
    const origin = stages.find(({ alias }) => alias === modules?.from);
    expect(origin?.instructions.map(({ args }) => args).join('\n')).toContain('npm ci --omit=dev');
  });

  it('holds every file of data that the server reads beside its code', () => {
    const kept = copiesOf(runtime)
      .filter(({ from }) => from === undefined)
      .flatMap(({ sources }) => sources.map((source) => normalize(source)));
    const isKept = (file: string): boolean => kept.some((each) => file === each || file.startsWith(`${each}/`));
    // The build puts code, and the protocol of the gateway beside it, into dist.
    const isBuilt = (file: string): boolean => /^(server|core)\/.*\.(ts|proto)$/.test(file);
    const files = ['server', 'core', 'processes', 'forms'].flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name))),
    );
    expect(files.filter((file) => !isBuilt(file) && !isKept(file))).toEqual([]);
  });

  it('runs as an ordinary user who owns the data folder and nothing of the program', () => {
    expect(named('USER')).toEqual(['node']);
    const order = runtime.instructions.map(({ name }) => name);
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('COPY'));
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'));
    expect(copiesOf(runtime).length).toBeGreaterThan(0);
    expect(runtime.instructions.filter(({ name, args }) => name === 'COPY' && args.includes('--chown'))).toEqual([]);
    expect(named('RUN')).toEqual(['mkdir .data && chown node:node .data']);
    const volume = readCompose().services.server.volumes[0]?.split(':')[1];
    expect(named('VOLUME')).toEqual([volume]);
    expect(named('ENV').join(' ')).toContain(`DATA_DIR=${volume}`);
  });

  it('tells its health by the page for it, and stops as the server expects', () => {
    const [check = ''] = named('HEALTHCHECK');
    expect(check).toMatch(/--interval=\d+s .*--timeout=\d+s .*CMD \[/);
    const [program, flag, script] = JSON.parse(check.slice(check.indexOf('['))) as string[];
    expect([program, flag]).toEqual(['node', '-e']);
    expect(script).toContain('/api/health');
    expect(() => new Script(script!)).not.toThrow();
    expect(named('STOPSIGNAL')).toEqual(['SIGTERM']);
  });

  it('starts the built server itself, so that signals reach it', () => {
    const command = JSON.parse(named('CMD')[0] ?? '[]') as string[];
    expect(command[0]).toBe('node');
    expect(command.at(-1)).toBe('dist/server/index.js');
    expect(existsSync(join(root, 'server/index.ts'))).toBe(true);
    const start = readFileSync(join(root, 'scripts/start.mjs'), 'utf8');
    for (const flag of command.slice(1, -1)) expect(start).toContain(flag);
  });

  it('carries no secret and no database', () => {
    const all = stages.flatMap(({ instructions }) => instructions);
    expect(all.filter(({ name }) => name === 'ARG')).toEqual([]);
    const set = all
      .filter(({ name }) => name === 'ENV')
      .map(({ args }) => args)
      .join(' ');
    expect(set).not.toMatch(/PASSWORD|SECRET|TOKEN|DATABASE_URL/);
    expect(dirname(named('VOLUME')[0] ?? '')).toBe('/app');
  });
});

describe('the reader of the Dockerfile', () => {
  it('joins lines, leaves comments out, and tells stages apart', () => {
    const text = '# one\nFROM a AS x\nRUN b &&\\\n  c\n# two\nFROM d\nCOPY --from=x /e ./f\n';
    const parsed = parseDockerfile(text);
    expect(parsed).toEqual([
      { base: 'a', alias: 'x', instructions: [{ name: 'RUN', args: 'b && c' }] },
      { base: 'd', alias: undefined, instructions: [{ name: 'COPY', args: '--from=x /e ./f' }] },
    ]);
    expect(copiesOf(parsed[1]!)).toEqual([{ from: 'x', sources: ['/e'], target: './f' }]);
  });

  it.each(['RUN a', 'run a', 'FROM a\nfoo'])('refuses %j', (text) => {
    expect(() => parseDockerfile(text)).toThrow();
  });
});
