import { pino, stdTimeFunctions, type Logger, type LoggerOptions } from 'pino';

const frames = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');

/** PostgreSQL puts values of rows into message and detail, so of its errors only code and names are kept. */
const describeError = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, table, constraint, severity } = error as Error & {
    code?: unknown;
    table?: unknown;
    constraint?: unknown;
    severity?: unknown;
  };
  const fromDatabase = severity !== undefined;
  return {
    type: error.name,
    code,
    stack: frames(error),
    ...(fromDatabase ? { table, constraint } : { message: error.message }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
};

export const logOptions = (level: string): LoggerOptions => ({
  level,
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  serializers: { err: describeError },
});

/** One JSON line per event on standard output. Callers pass ids and counts, never names, numbers of persons or form data. */
export const createLog = (level: string): Logger => pino(logOptions(level));
