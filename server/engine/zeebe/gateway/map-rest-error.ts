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

const causesOf = (error: unknown): unknown[] => {
  if (!(error instanceof Error)) return [];
  const nested = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [error, ...nested, ...(error.cause === undefined ? [] : causesOf(error.cause))];
};
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** What it means that `fetch` got no answer: refused before anything left, or broken or late after that. Pure. */
export const mapFetchError = (error: unknown): EngineUnavailable => {
  const codes = causesOf(error)
    .map(codeOf)
    .filter((code) => code !== '');
  const outcome = codes.some((code) => NOT_SENT.has(code)) ? 'notDone' : 'unknown';
  const name = error instanceof Error ? error.name : typeof error;
  return new EngineUnavailable(outcome, `The engine's gateway did not answer: ${codes[0] ?? name}`, { cause: error });
};
