// npm run zeebe: one Zeebe broker on this machine, fetched once, with its data in .data/zeebe. Stays in the foreground; Ctrl-C stops it.
//   node scripts/zeebe/zeebe.mjs            starts it
//   node scripts/zeebe/zeebe.mjs --fetch    only makes sure that JDK and broker are there, and prints the broker's folder
import { join } from 'node:path';
import { root } from '../build.mjs';
import { BilingualError } from './bilingual-error.mjs';
import { startBroker } from './broker.mjs';
import { claimData, dataFolder } from './data-mark.mjs';
import { licenceNote } from './licence-note.mjs';
import { requireBroker, requireJdk, requirePorts } from './prepare-broker.mjs';
import { nextCommand, readZeebeSettings } from './zeebe-settings.mjs';

const WATCH_MS = 1_000;
const say = (line) => process.stdout.write(`${line}\n`);
const warn = (line) => process.stderr.write(`${line}\n`);

const announce = (settings, broker) => {
  say('');
  say(`Zeebe ${broker.version} đã sẵn sàng | is ready`);
  say(`  gRPC                           ${broker.grpcAddress}`);
  say(`  REST                           ${broker.restUrl}`);
  say(`  Quản trị | Admin               ${broker.adminUrl}/actuator`);
  say(`  Bản ghi gửi tới | Records go to  ${settings.sinkUrl}`);
  say(`  Dữ liệu, nhật ký | Data, log   ${settings.folder}`);
  say(`Tiếp theo, ở cửa sổ khác | Next, in another window:  ${nextCommand(settings)}`);
  say('Dừng bằng Ctrl-C | Ctrl-C stops it.');
};

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Resolves with the exit code: 0 after a signal, 1 when the broker ended by itself. */
const untilEnd = (broker) =>
  new Promise((done) => {
    const watch = setInterval(() => {
      if (isAlive(broker.pid)) return;
      clearInterval(watch);
      warn(
        `Zeebe đã tự dừng; xem phần cuối của ${broker.logFile}. | The broker stopped by itself; see the end of that file.`,
      );
      done(1);
    }, WATCH_MS);
    // Ctrl-C arrives twice under npm: from the terminal, and passed on by npm.
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      clearInterval(watch);
      say('Đang dừng Zeebe… | Stopping the broker…');
      broker.stop().then(
        () => done(0),
        () => done(1),
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.removeAllListeners(signal);
      process.on(signal, stop);
    }
  });

const start = async (settings) => {
  // Before there is a broker to stop: leaving is enough, its process is ended with this one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  await requirePorts(settings);
  await requireBroker(settings, say);
  if (settings.profile === 'production' && !licenceNote(settings.version).production)
    say(licenceNote(settings.version).text);
  await claimData(settings);
  say(`Đang khởi động Zeebe ${settings.version}… | Starting…`);
  const broker = await startBroker({
    ...settings,
    dataDir: dataFolder(settings.folder),
    logFile: join(settings.folder, 'broker.log'),
  });
  announce(settings, broker);
  return untilEnd(broker);
};

const main = async (args) => {
  const settings = readZeebeSettings(process.env, root);
  await requireJdk();
  if (args.includes('--fetch')) {
    say(await requireBroker(settings, warn));
    return 0;
  }
  return start(settings);
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  warn(error instanceof BilingualError ? error.message : (error.stack ?? String(error)));
  process.exitCode = 1;
}
