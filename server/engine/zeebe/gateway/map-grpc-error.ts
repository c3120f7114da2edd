import { status, type ServiceError } from '@grpc/grpc-js';
import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { EngineUnavailable } from '../../engine.ts';
import { BackPressure } from './back-pressure.ts';
import { findRejection } from './read-rejection.ts';

export type GrpcFailure = Pick<ServiceError, 'code' | 'details'>;
export type MappedFailure = CommandRejected | EngineUnavailable | BackPressure;

/** grpc-js and the gateway say so before a command leaves them; any other "unavailable" may come after it left. */
const NOTHING_SENT = [
  /^No connection established/,
  /^Name resolution failed/,
  /^Stream refused by server$/,
  /channel has been (closed|shut down)/i,
  /gateway is not yet aware of it$/,
  /gateway does not know broker topology/,
  /not the leader/,
];
/** A call that ran out of time before it found a connection. */
const NEVER_LEFT = /Waiting for LB pick/;
const TOO_LARGE_FOR_GATEWAY = /exceeds maximum size/;
/** Said by grpc-js about the answer or the connection, so the command itself has left. */
const AFTER_SENDING = /^Received message larger than max|^Bandwidth exhausted/;

const mapExhausted = (details: string, options: ErrorOptions): MappedFailure => {
  if (TOO_LARGE_FOR_GATEWAY.test(details)) return new CommandRejected('INVALID_ARGUMENT', details);
  if (AFTER_SENDING.test(details)) return new EngineUnavailable('unknown', details, options);
  return new BackPressure(details, options);
};

const describe = ({ code, details }: GrpcFailure): string =>
  `The engine's gateway answered ${code} ${status[code]}${details === '' ? '' : `: ${details}`}`;

/** What a failed call means for the command, by its gRPC status. Pure. */
export const mapGrpcError = (failure: GrpcFailure): MappedFailure => {
  const { code, details } = failure;
  const options = { cause: failure };
  const refused = findRejection(details);
  if (refused !== undefined) return refused;
  switch (code) {
    case status.NOT_FOUND:
      return new CommandRejected('NOT_FOUND', details);
    case status.FAILED_PRECONDITION:
      return new CommandRejected('INVALID_STATE', details);
    case status.INVALID_ARGUMENT:
    case status.OUT_OF_RANGE:
      return new CommandRejected('INVALID_ARGUMENT', details);
    case status.ALREADY_EXISTS:
      return new CommandRejected('ALREADY_EXISTS', details);
    case status.RESOURCE_EXHAUSTED:
      return mapExhausted(details, options);
    case status.UNAVAILABLE:
      return new EngineUnavailable(
        NOTHING_SENT.some((text) => text.test(details)) ? 'notDone' : 'unknown',
        describe(failure),
        options,
      );
    case status.DEADLINE_EXCEEDED:
      return new EngineUnavailable(NEVER_LEFT.test(details) ? 'notDone' : 'unknown', describe(failure), options);
    // Whoever answers so does not speak this protocol with us, and no broker saw the command.
    case status.UNIMPLEMENTED:
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return new EngineUnavailable('notDone', describe(failure), options);
    default:
      return new EngineUnavailable('unknown', describe(failure), options);
  }
};
