// Stands in until the product's own gateway client can be used here.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir, homedir } from 'node:os';
import { join } from 'node:path';
import { credentials, loadPackageDefinition, type ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { CommandRejected, type EngineCommand, type RejectionType } from '../../../core/contracts/engine-command.ts';

const rejections: Readonly<Record<number, RejectionType>> = {
  3: 'INVALID_ARGUMENT',
  5: 'NOT_FOUND',
  6: 'ALREADY_EXISTS',
  9: 'INVALID_STATE',
};
type Call = (
  request: object,
  options: { deadline: number },
  done: (error: ServiceError | null, answer: unknown) => void,
) => void;

const requestOf = (command: EngineCommand): [string, object] => {
  switch (command.type) {
    case 'deploy':
      return [
        'DeployResource',
        {
          resources: command.resources.map(({ name, content }) => ({
            name: name.replace(/\.form\.json$/, '.form'),
            content: Buffer.from(content),
          })),
        },
      ];
    case 'createInstance':
      return [
        'CreateProcessInstance',
        { bpmnProcessId: command.bpmnProcessId, version: -1, variables: JSON.stringify(command.variables) },
      ];
    case 'cancelInstance':
      return ['CancelProcessInstance', { processInstanceKey: command.processInstanceKey }];
    case 'completeJob':
      return ['CompleteJob', { jobKey: command.jobKey, variables: JSON.stringify(command.variables) }];
    case 'failJob':
      return [
        'FailJob',
        {
          jobKey: command.jobKey,
          retries: command.retries,
          errorMessage: command.errorMessage,
          retryBackOff: command.retryBackOffMs,
          variables: JSON.stringify(command.variables),
        },
      ];
    case 'throwError':
      return [
        'ThrowError',
        {
          jobKey: command.jobKey,
          errorCode: command.errorCode,
          errorMessage: command.errorMessage,
          variables: JSON.stringify(command.variables),
        },
      ];
    case 'updateJobRetries':
      return ['UpdateJobRetries', { jobKey: command.jobKey, retries: command.retries }];
    case 'completeUserTask':
      return ['CompleteJob', { jobKey: command.userTaskKey, variables: JSON.stringify(command.variables) }];
    case 'publishMessage':
      return [
        'PublishMessage',
        {
          name: command.name,
          correlationKey: command.correlationKey,
          timeToLive: command.timeToLiveMs,
          messageId: command.messageId ?? '',
          variables: JSON.stringify(command.variables),
        },
      ];
    case 'broadcastSignal':
      return ['BroadcastSignal', { signalName: command.name, variables: JSON.stringify(command.variables) }];
    case 'setVariables':
      return [
        'SetVariables',
        {
          elementInstanceKey: command.elementInstanceKey,
          variables: JSON.stringify(command.variables),
          local: command.local,
        },
      ];
    case 'resolveIncident':
      return ['ResolveIncident', { incidentKey: command.incidentKey }];
    default:
      throw new Error(`No ${command.type} here`);
  }
};

export const createGateway = ({ address, restUrl }: { address: string; restUrl: string }) => {
  const home = join(homedir(), '.cache/zeebe/camunda-zeebe-8.5.8/lib/zeebe-gateway-protocol-impl-8.5.8.jar');
  const proto = join(mkdtempSync(join(tmpdir(), 'proto-')), 'gateway.proto');
  writeFileSync(proto, execFileSync('unzip', ['-p', home, 'gateway.proto']));
  const loaded = loadPackageDefinition(
    loadSync(proto, { longs: String, keepCase: true, defaults: true, oneofs: true }),
  ) as unknown as {
    gateway_protocol: { Gateway: new (address: string, creds: unknown) => Record<string, Call> & { close(): void } };
  };
  const client = new loaded.gateway_protocol.Gateway(address, credentials.createInsecure());
  const call = (name: string, request: object): Promise<unknown> =>
    new Promise((resolve, reject) =>
      client[name]?.(request, { deadline: Date.now() + 20_000 }, (error, answer) => {
        const rejection = error && rejections[error.code];
        if (rejection) reject(new CommandRejected(rejection, error.details));
        else if (error) reject(error);
        else resolve(answer);
      }),
    );
  return {
    execute: async (command: EngineCommand): Promise<void> => {
      if (command.type === 'completeUserTask') {
        const response = await fetch(`${restUrl}/v1/user-tasks/${command.userTaskKey}/completion`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ variables: command.variables }),
          signal: AbortSignal.timeout(20_000),
        });
        if (response.ok) return;
        if (response.status === 409) throw new CommandRejected('INVALID_STATE', await response.text());
        if (response.status === 400) throw new CommandRejected('INVALID_ARGUMENT', await response.text());
        if (response.status !== 404) throw new Error(`${response.status} ${await response.text()}`);
      }
      await call(...requestOf(command));
    },
    deleteResource: async (key: string): Promise<void> => {
      await call('DeleteResource', { resourceKey: key });
    },
    close: (): Promise<void> => {
      client.close();
      return Promise.resolve();
    },
  };
};
