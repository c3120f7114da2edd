import { resolve } from 'node:path';
import { projectRoot } from './shared/paths.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export const engines = ['embedded'] as const;
export const roles = ['all', 'web', 'worker', 'projector'] as const;

export type Config = {
  readonly port: number;
  /** Absolute folder of everything the product keeps: database, documents, registers. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly engine: (typeof engines)[number];
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

const readPort = (value: string | undefined): number => {
  const port = value === undefined || value === '' ? 3000 : Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigError(
      `PORT=${value} không dùng được; cần một số từ 0 đến 65535. | PORT must be a number from 0 to 65535.`,
    );
  return port;
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
  if (env['ENGINE'] === 'zeebe' || (env['ZEEBE_ADDRESS'] ?? '') !== '') {
    throw new ConfigError(
      'Bản này chỉ chạy engine nhúng: bỏ ENGINE=zeebe và ZEEBE_ADDRESS. | This version runs the embedded engine only: unset ENGINE=zeebe and ZEEBE_ADDRESS.',
    );
  }
  return {
    port: readPort(env['PORT']),
    dataDir: resolve(projectRoot, env['DATA_DIR'] || '.data'),
    databaseUrl: readDatabaseUrl(env['DATABASE_URL']),
    engine: choose('ENGINE', env['ENGINE'], engines, 'embedded'),
    demoPassword: readPassword(env['DEMO_PASSWORD']),
    logLevel: choose('LOG_LEVEL', env['LOG_LEVEL'], logLevels, 'info'),
    role: readRole(args),
  };
};
