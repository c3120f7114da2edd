import { status } from '@grpc/grpc-js';
import { CommandRejected } from '../../../../core/contracts/engine-command.ts';
import { BackPressure } from '../../../../server/engine/zeebe/gateway/back-pressure.ts';
import { mapGrpcError } from '../../../../server/engine/zeebe/gateway/map-grpc-error.ts';
import { EngineUnavailable } from '../../../../server/engine/engine.ts';

/** The failure in one word: a type of refusal, what is known of the outcome, or busy. */
const inOneWord = (code: number, details: string): string => {
  const mapped = mapGrpcError({ code, details });
  if (mapped instanceof CommandRejected) return mapped.rejectionType;
  if (mapped instanceof EngineUnavailable) return mapped.outcome;
  return mapped instanceof BackPressure ? 'busy' : 'not mapped';
};

describe('a failed call of the gateway', () => {
  it.each([
    [status.NOT_FOUND, "Command 'COMPLETE' rejected with code 'NOT_FOUND': no such job was found", 'NOT_FOUND'],
    [status.FAILED_PRECONDITION, "Command 'CANCEL' rejected with code 'INVALID_STATE': a child", 'INVALID_STATE'],
    [status.INVALID_ARGUMENT, "Property 'variables' is invalid", 'INVALID_ARGUMENT'],
    [status.ALREADY_EXISTS, "Command 'PUBLISH' rejected with code 'ALREADY_EXISTS': alive", 'ALREADY_EXISTS'],
    [status.INTERNAL, "Command 'COMPLETE' rejected with code 'PROCESSING_ERROR': null", 'INVALID_STATE'],
    [status.UNKNOWN, "Command 'CREATE' rejected with code 'EXCEEDED_BATCH_RECORD_SIZE': big", 'INVALID_ARGUMENT'],
    [status.NOT_FOUND, 'none', 'NOT_FOUND'],
    [status.FAILED_PRECONDITION, 'not so', 'INVALID_STATE'],
    [status.ALREADY_EXISTS, 'again', 'ALREADY_EXISTS'],
    [status.OUT_OF_RANGE, 'too far', 'INVALID_ARGUMENT'],
  ])('of status %d that tells "%s" is the refusal %s', (code, details, expected) => {
    expect(inOneWord(code, details)).toBe(expected);
  });

  it.each([
    [status.RESOURCE_EXHAUSTED, 'Reached maximum capacity of requests handled', 'busy'],
    [status.RESOURCE_EXHAUSTED, 'Expected to execute the command on one of the partitions, but all failed', 'busy'],
    [status.RESOURCE_EXHAUSTED, 'gRPC message exceeds maximum size 4194304: 4500027', 'INVALID_ARGUMENT'],
    [status.RESOURCE_EXHAUSTED, 'Received message larger than max (20 vs 10)', 'unknown'],
    [status.RESOURCE_EXHAUSTED, 'Bandwidth exhausted or memory limit exceeded', 'unknown'],
  ])('of status %d that tells "%s" is %s', (code, details, expected) => {
    expect(inOneWord(code, details)).toBe(expected);
  });

  it.each([
    [status.UNAVAILABLE, 'No connection established. Last error: connect ECONNREFUSED. Resolution note: ', 'notDone'],
    [status.UNAVAILABLE, 'Name resolution failed for target dns:nowhere:26500', 'notDone'],
    [status.UNAVAILABLE, 'Stream refused by server', 'notDone'],
    [
      status.UNAVAILABLE,
      'Expected to execute command on partition 2, but either it does not exist, or the gateway is not yet aware of it',
      'notDone',
    ],
    [status.UNAVAILABLE, 'Connection dropped', 'unknown'],
    [status.UNAVAILABLE, 'read ECONNRESET', 'unknown'],
    [status.UNAVAILABLE, 'a text of a later version', 'unknown'],
    [status.DEADLINE_EXCEEDED, 'Deadline exceeded after 3.001s,LB pick: 0.001s,remote_addr=127.0.0.1:26500', 'unknown'],
    [status.DEADLINE_EXCEEDED, 'Deadline exceeded after 3.001s,name resolution: 0.01s,Waiting for LB pick', 'notDone'],
    [status.DEADLINE_EXCEEDED, 'Time out between gateway and broker: Request timed out', 'unknown'],
    [status.UNKNOWN, '', 'unknown'],
    [status.INTERNAL, 'Unexpected error occurred during the request processing: x', 'unknown'],
    [status.CANCELLED, 'Cancelled on client', 'unknown'],
    [status.ABORTED, '', 'unknown'],
    [status.DATA_LOSS, '', 'unknown'],
    [status.UNIMPLEMENTED, 'Received HTTP status code 404', 'notDone'],
    [status.UNAUTHENTICATED, '', 'notDone'],
    [status.PERMISSION_DENIED, '', 'notDone'],
  ])('of status %d that tells "%s" leaves the outcome %s', (code, details, expected) => {
    expect(inOneWord(code, details)).toBe(expected);
  });

  it('maps every status there is', () => {
    const codes = Object.values(status)
      .filter((code) => typeof code === 'number')
      .filter((code) => Number(code) !== 0);
    expect(codes.map((code) => inOneWord(Number(code), 'a text of a later version'))).not.toContain('not mapped');
  });

  it('tells a refusal without the preface of the gateway', () => {
    const text = "Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process 'a',\nbut none found\n";
    expect(mapGrpcError({ code: status.NOT_FOUND, details: text }).message).toBe(
      "Expected to find process 'a',\nbut none found",
    );
  });
});
