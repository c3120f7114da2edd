import { resolve } from 'node:path';
import { projectRoot } from './shared/paths.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export const engines = ['embedded', 'zeebe'] as const;
export const roles = ['all', 'web', 'worker', 'projector'] as const;

/** A cluster of Zeebe brokers, and where this server takes their records. */
export type ZeebeConfig = {
  /** host:port of a gateway. */
  readonly address: string;
  /** Root of the gateway's REST interface, without a slash at the end. */
  readonly restUrl: string;
  readonly sinkPort: number;
  readonly sinkHost: string;
  /** What brokers on other machines must send as the password of `zeebe`. */
  readonly sinkPassword: string | undefined;
};

export type Config = {
  readonly port: number;
  /** Absolute folder of everything the product keeps: database, documents, registers. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Runs what begins now. */
  readonly engine: (typeof engines)[number];
  /** Set where brokers are used: for what begins now, or for dossiers that began there. */
  readonly zeebe: ZeebeConfig | undefined;
  readonly demoPassword: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly role: (typeof roles)[number];
};

/** A setting that cannot be used; the message names it, what is allowed and what to do. */
export class ConfigError extends Error {}

const choose = <T extends string>(name: string, value: string | undefined, allowed: readonly T[], fallback: T): T => {
  if (value === undefined || value === '') return fallback;
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new ConfigError(
      `${name}=${value} không dùng được; các giá trị được nhận: ${allowed.join(', ')}. | ${name}=${value} is not known; allowed: ${allowed.join(', ')}.`,
    );
  return found;
};

const readPort = (name: string, value: string | undefined, fallback: number): number => {
  const port = value === undefined || value === '' ? fallback : Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(
      `${name}=${value} không dùng được; cần một số từ 0 đến 65535. | ${name} must be a number from 0 to 65535.`,
    );
  return port;
};

const readAddress = (value: string | undefined): string => {
  const address = value || '127.0.0.1:26500';
  if (!/^[\w.-]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i.test(address))
    throw new ConfigError(
      `ZEEBE_ADDRESS=${address} không dùng được; cần dạng máy:cổng, ví dụ 127.0.0.1:26500. | ZEEBE_ADDRESS must be host:port, such as 127.0.0.1:26500.`,
    );
  return address;
};
const readRestUrl = (value: string | undefined): string => {
  const url = value || 'http://127.0.0.1:8088';
  if (!/^https?:\/\/[^\s/]+/.test(url))
    throw new ConfigError(
      `ZEEBE_REST_URL=${url} phải bắt đầu bằng http:// hoặc https://. | ZEEBE_REST_URL must begin with http:// or https://.`,
    );
  return url.replace(/\/+$/, '');
};
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

const readZeebe = (env: NodeJS.ProcessEnv): ZeebeConfig | undefined => {
  if (env['ENGINE'] !== 'zeebe' && (env['ZEEBE_ADDRESS'] ?? '') === '') return undefined;
  const sinkHost = env['ZEEBE_SINK_HOST'] || '127.0.0.1';
  const sinkPassword = env['ZEEBE_SINK_PASSWORD'] || undefined;
  if (!isLoopback(sinkHost) && sinkPassword === undefined)
    throw new ConfigError(
      'ZEEBE_SINK_HOST mở cổng nhận bản ghi ra ngoài máy này: đặt ZEEBE_SINK_PASSWORD. | ZEEBE_SINK_HOST opens the record sink to other machines: set ZEEBE_SINK_PASSWORD.',
    );
  return {
    address: readAddress(env['ZEEBE_ADDRESS']),
    restUrl: readRestUrl(env['ZEEBE_REST_URL']),
    sinkPort: readPort('ZEEBE_SINK_PORT', env['ZEEBE_SINK_PORT'], 8765),
    sinkHost,
    sinkPassword,
  };
};

const readDatabaseUrl = (value: string | undefined): string | undefined => {
  if (value === undefined || value === '') return undefined;
  if (!/^postgres(ql)?:\/\//.test(value))
    throw new ConfigError(
      'DATABASE_URL phải bắt đầu bằng postgresql://. | DATABASE_URL must begin with postgresql://.',
    );
  return value;
};

const readPassword = (value: string | undefined): string | undefined => {
  if (value === undefined || value === '') return undefined;
  if (value.length < 8)
    throw new ConfigError('DEMO_PASSWORD cần ít nhất 8 ký tự. | DEMO_PASSWORD needs at least 8 characters.');
  return value;
};

/** `--role NAME` is all that the command line takes. */
const readRole = ([flag, value, ...more]: readonly string[]): Config['role'] => {
  if (flag === undefined) return 'all';
  if (flag !== '--role' || more.length > 0)
    throw new ConfigError(
      `Không có tham số ${flag}; chỉ nhận --role ${roles.join('|')}. | ${flag} is not known; only --role ${roles.join('|')}.`,
    );
  return choose('--role', value ?? '?', roles, 'all');
};

/** The only reader of the environment. @throws ConfigError */
export const readConfig = (env: NodeJS.ProcessEnv, args: readonly string[] = []): Config => {
  return {
    port: readPort('PORT', env['PORT'], 3000),
    dataDir: resolve(projectRoot, env['DATA_DIR'] || '.data'),
    databaseUrl: readDatabaseUrl(env['DATABASE_URL']),
    engine: choose('ENGINE', env['ENGINE'], engines, 'embedded'),
    zeebe: readZeebe(env),
    demoPassword: readPassword(env['DEMO_PASSWORD']),
    logLevel: choose('LOG_LEVEL', env['LOG_LEVEL'], logLevels, 'info'),
    role: readRole(args),
  };
};
