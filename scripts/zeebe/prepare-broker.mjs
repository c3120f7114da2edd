// Everything a local broker needs before it can start, each missing piece told in one sentence.
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { promisify } from 'node:util';
import { BilingualError } from './bilingual-error.mjs';
import { brokerHome, fetchBroker, isFetched } from './fetch-broker.mjs';
import { findJdk, OLDEST_JAVA } from './find-jdk.mjs';
import { licenceNote } from './licence-note.mjs';

const run = promisify(execFile);

/** @throws BilingualError */
export const requireJdk = async () => {
  if (await findJdk()) return;
  throw new BilingualError(
    `Không tìm thấy JDK ${OLDEST_JAVA} trở lên (đã xem JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman, ~/.jdks): cài một JDK hoặc đặt JAVA_HOME.`,
    `No JDK ${OLDEST_JAVA} or newer was found: install one or set JAVA_HOME.`,
  );
};

const requireMaven = async () => {
  try {
    await run('mvn', ['--version'], { timeout: 60_000 });
  } catch (cause) {
    throw new BilingualError(
      'Cần Maven (mvn) để tải Zeebe một lần: cài gói maven, hoặc chép thư mục Zeebe đã giải nén vào ZEEBE_CACHE.',
      'Maven (mvn) is needed once to fetch Zeebe: install it, or put an unpacked broker into ZEEBE_CACHE.',
      { cause },
    );
  }
};

/** Only a person at a terminal is asked; a program has decided by calling this. */
const askPerson = async () => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return;
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('Tải về? | Download? [y/N] ');
  prompt.close();
  if (/^(y|yes|c|có|co)$/i.test(answer.trim())) return;
  throw new BilingualError('Chưa tải gì.', 'Nothing was downloaded.');
};

/** The broker's folder; fetched when it is not there yet, after its licence was told. @throws BilingualError */
export const requireBroker = async ({ version, cache }, say) => {
  if (isFetched(cache, version)) return brokerHome(cache, version);
  await requireMaven();
  say(licenceNote(version).text);
  await askPerson();
  say(`Đang tải Zeebe ${version} (200-300 MB) vào ${cache}… | Fetching Zeebe ${version}…`);
  try {
    return await fetchBroker({ version, cache });
  } catch (cause) {
    const reason = cause.message.split('\n')[0];
    throw new BilingualError(
      `Không tải được Zeebe ${version}: ${reason}. Kiểm tra mạng, chỗ trống trên đĩa và ZEEBE_VERSION.`,
      'The broker could not be fetched; check the network, the space on the disk and ZEEBE_VERSION.',
      { cause },
    );
  }
};

const isTaken = (port) =>
  new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => (error.code === 'EADDRINUSE' ? done(true) : fail(error)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(false)));
  });

/** @throws BilingualError names the port and the variable that chooses another */
export const requirePorts = async ({ grpcPort, restPort, adminPort }) => {
  for (const [name, port] of Object.entries({
    ZEEBE_GRPC_PORT: grpcPort,
    ZEEBE_REST_PORT: restPort,
    ZEEBE_ADMIN_PORT: adminPort,
  }))
    if (await isTaken(port))
      throw new BilingualError(
        `Cổng ${port} đang có chương trình khác dùng (có thể là một Zeebe đang chạy); dừng chương trình đó hoặc đặt ${name} khác.`,
        `Port ${port} is taken, perhaps by a running broker; stop that program or set another ${name}.`,
      );
};
