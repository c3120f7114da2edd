import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../engine.ts';
import { BackPressure } from './back-pressure.ts';
import type { MappedFailure } from './map-grpc-error.ts';
import { findRejection } from './read-rejection.ts';

/** Parts of the problem that the gateway answers; both empty when the body was no problem. */
export type RestFailure = { readonly status: number; readonly title: string; readonly detail: string };

const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const describe = ({ status, title, detail }: RestFailure): string =>
  ["The engine's gateway answered", status, title, detail].filter((part) => part !== '').join(' ');

/** What an HTTP answer other than 2xx means for the command. Pure. */
export const mapRestAnswer = (failure: RestFailure): MappedFailure => {
  const { status, title, detail } = failure;
  const refused = findRejection(detail);
  if (refused !== undefined) return refused;
  if (status === 429 || title === 'RESOURCE_EXHAUSTED') return new BackPressure(describe(failure));
  switch (status) {
    case 409:
      return new CommandRejected('INVALID_STATE', detail);
    case 400:
    case 413:
    case 415:
      return new CommandRejected('INVALID_ARGUMENT', detail === '' ? describe(failure) : detail);
    // A missing task comes in the broker's words; without them the address is not one of a gateway, and nothing was asked of a broker.
    case 404:
    case 405:
    case 401:
    case 403:
      return new EngineUnavailable('notDone', describe(failure));
    default:
      return new EngineUnavailable(
        /gateway is not yet aware of it$/.test(detail) ? 'notDone' : 'unknown',
        describe(failure),
      );
  }
};

/** An error with all that caused it, and of a host with several addresses the error of each. */
const causesOf = (error: unknown): object[] => {
  if (typeof error !== 'object' || error === null) return [];
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  return [error, ...[cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])].flatMap(causesOf)];
};
const codeOf = (error: object): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** What it means that `fetch` got no answer: refused before anything left, or broken or late after that. Pure. */
export const mapFetchError = (error: unknown): EngineUnavailable => {
  const codes = causesOf(error)
    .map(codeOf)
    .filter((code) => code !== '');
  const outcome = codes.some((code) => NOT_SENT.has(code)) ? 'notDone' : 'unknown';
  return new EngineUnavailable(outcome, `The engine's gateway did not answer: ${codes[0] ?? String(error)}`, {
    cause: error,
  });
};
