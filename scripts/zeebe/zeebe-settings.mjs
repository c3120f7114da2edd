// What `npm run zeebe` takes from the environment. Where the server has the same setting, it has the same name here.
import { join, resolve } from 'node:path';
import { BilingualError } from './bilingual-error.mjs';
import { defaultCache, DEFAULT_VERSION } from './fetch-broker.mjs';

const EVERY_ADDRESS = ['0.0.0.0', '::'];

const readNumber = (env, name, fallback, least, most) => {
  const text = env[name] || String(fallback);
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new BilingualError(
    `${name}=${text} không dùng được; cần một số từ ${least} đến ${most}.`,
    `${name} must be a number from ${least} to ${most}.`,
  );
};

const readPattern = (env, name, fallback, pattern, example) => {
  const text = env[name] || fallback;
  if (pattern.test(text)) return text;
  throw new BilingualError(
    `${name}=${text} không dùng được; ví dụ: ${example}.`,
    `${name}=${text} is not known; for example: ${example}.`,
  );
};

/** Where the server listens for records, seen from this machine. */
const readSinkUrl = (env) => {
  const host = env.ZEEBE_SINK_HOST || '127.0.0.1';
  const port = readNumber(env, 'ZEEBE_SINK_PORT', 8765, 1, 65_535);
  const reached = EVERY_ADDRESS.includes(host) ? '127.0.0.1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
};

/**
 * Settings of a local broker: version, cache, folder (absolute; broker data, log and mark lie in it), three ports, partitions, profile, heap,
 * record sink, and every ZEEBE_BROKER_… variable of the caller, which wins over ours.
 * @throws BilingualError names the variable that cannot be used
 */
export const readZeebeSettings = (env, root) => ({
  version: readPattern(env, 'ZEEBE_VERSION', DEFAULT_VERSION, /^8\.\d+\.\d+$/, DEFAULT_VERSION),
  cache: defaultCache(env),
  folder: join(resolve(root, env.DATA_DIR || '.data'), 'zeebe'),
  grpcPort: readNumber(env, 'ZEEBE_GRPC_PORT', 26_500, 1, 65_535),
  restPort: readNumber(env, 'ZEEBE_REST_PORT', 8_088, 1, 65_535),
  adminPort: readNumber(env, 'ZEEBE_ADMIN_PORT', 9_600, 1, 65_535),
  partitions: readNumber(env, 'ZEEBE_PARTITIONS', 1, 1, 64),
  profile: readPattern(env, 'ZEEBE_PROFILE', 'dev', /^(dev|production)$/, 'dev, production'),
  heap: readPattern(env, 'ZEEBE_HEAP', '512m', /^\d+[mg]$/, '512m, 2g'),
  sinkUrl: readSinkUrl(env),
  sinkPassword: env.ZEEBE_SINK_PASSWORD || undefined,
  mayUpgrade: env.ZEEBE_UPGRADE === 'yes',
  env: Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('ZEEBE_BROKER_'))),
});

/** The command that starts the server on this broker, without its defaults and without the password. */
export const nextCommand = ({ grpcPort, restPort, sinkUrl, sinkPassword }) => {
  const { hostname, port } = new URL(sinkUrl);
  return [
    'ENGINE=zeebe',
    ...(grpcPort === 26_500 ? [] : [`ZEEBE_ADDRESS=127.0.0.1:${grpcPort}`]),
    ...(restPort === 8_088 ? [] : [`ZEEBE_REST_URL=http://127.0.0.1:${restPort}`]),
    ...(hostname === '127.0.0.1' ? [] : [`ZEEBE_SINK_HOST=${hostname.replace(/^\[|\]$/g, '')}`]),
    ...(port === '8765' ? [] : [`ZEEBE_SINK_PORT=${port || '80'}`]),
    ...(sinkPassword ? ['ZEEBE_SINK_PASSWORD=…'] : []),
    'npm start',
  ].join(' ');
};
