// npm start: whatever is missing is done first, then the server runs. Plain Node, so that it works before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const give = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  give(
    `Cần Node.js 20.19 trở lên, máy này có ${process.versions.node}. Cài bản mới từ nodejs.org rồi chạy lại. | Node.js 20.19 or newer is needed; this is ${process.versions.node}.`,
  );
}

const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules/.package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    give(
      `Không ghi được vào ${root}: cấp quyền ghi cho thư mục này rồi chạy lại. | No permission to write in this folder.`,
    );
  }
  process.stdout.write('Cài đặt thư viện (lần đầu, khoảng một phút)… | Installing libraries (first time)…\n');
  const env = { ...process.env, IBM_TELEMETRY_DISABLED: 'true' };
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    give(
      'Cài đặt thư viện không xong; xem lỗi ở trên, kiểm tra mạng rồi chạy lại npm start. | Installing failed; see the error above and run npm start again.',
    );
}

const { buildServer, buildWeb } = await import(pathToFileURL(join(root, 'scripts/build.mjs')).href);
try {
  await buildServer();
  await buildWeb();
} catch (error) {
  if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error;
  give(`Không ghi được ${error.path}: cấp quyền ghi cho thư mục này rồi chạy lại. | No permission to write there.`);
}

// A small young generation: the server rests below 200 MB even after it has imported a library.
const flags = ['--enable-source-maps', '--max-semi-space-size=4'];
const child = spawn(process.execPath, [...flags, join(root, 'dist/server/index.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
