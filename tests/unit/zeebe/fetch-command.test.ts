import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../../scripts/zeebe/zeebe.mjs');
type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

describe('npm run zeebe -- --fetch', () => {
  let folder: string;
  const script = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, file), 0o755);
  };
  const run = (env: Record<string, string> = {}): Promise<Outcome> =>
    new Promise((done) => {
      const own = {
        PATH: join(folder, 'bin'),
        HOME: folder,
        JAVA_HOME: join(folder, 'jdk'),
        ZEEBE_CACHE: join(folder, 'cache'),
      };
      execFile(process.execPath, [program, '--fetch'], { env: { ...own, ...env } }, (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-fetch-'));
    await script('jdk/bin/java', `echo 'openjdk version "21.0.4" 2024-07-16' >&2`);
    await mkdir(join(folder, 'bin'));
    for (const tool of ['sh', 'tar', 'gzip']) await symlink(join('/bin', tool), join(folder, 'bin', tool));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A Maven that puts an archive with a broker where it is told to. */
  const giveMaven = (): Promise<void> =>
    script(
      'bin/mvn',
      `[ "$1" = --version ] && exit 0
for each in "$@"; do case "$each" in -DoutputDirectory=*) out="\${each#*=}" ;; esac; done
cd "$out" && /bin/mkdir -p made/camunda-zeebe-8.5.8/bin && echo broker > made/camunda-zeebe-8.5.8/bin/broker
tar -czf camunda-zeebe-8.5.8.tar.gz -C made camunda-zeebe-8.5.8`,
    );

  it('tells the licence, fetches once, and prints only the folder on standard output', async () => {
    await giveMaven();
    const first = await run();
    expect(first).toMatchObject({ code: 0, stdout: `${join(folder, 'cache/camunda-zeebe-8.5.8')}\n` });
    expect(first.stderr).toContain('Zeebe Community License 1.1');
    expect(await readdir(join(folder, 'cache'))).toEqual(['camunda-zeebe-8.5.8']);

    await rm(join(folder, 'bin/mvn'));
    expect(await run()).toEqual({ code: 0, stdout: first.stdout, stderr: '' });
  });

  it('says that Maven is missing before it speaks of licences', async () => {
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Cần Maven .* \| Maven .*\n$/);
  });

  it('warns that a later line is not free in production', async () => {
    await script('bin/mvn', '[ "$1" = --version ] && exit 0; echo "no such version"; exit 1');
    const { code, stderr } = await run({ ZEEBE_VERSION: '8.6.0' });
    expect(stderr).toContain('non-production');
    expect(code).toBe(1);
  });

  it('says why a download failed and leaves no half broker', async () => {
    await script('bin/mvn', '[ "$1" = --version ] && exit 0; echo "no such version"; exit 1');
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toMatch(/Không tải được Zeebe 8\.5\.8: .*no such version.* \| /);
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  it('shows one sentence for a setting that cannot be used', async () => {
    const { code, stderr } = await run({ ZEEBE_PARTITIONS: 'many' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
