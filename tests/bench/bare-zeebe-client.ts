import { credentials } from '@grpc/grpc-js';
import { loadGatewayService } from '../../server/engine/zeebe/gateway/load-gateway-service.ts';

export const BARE_ID = 'bare-client';
const JOB = 'io.camunda.zeebe:userTask';
export const bareModel = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:bench"><bpmn:process id="${BARE_ID}" isExecutable="true">
<bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
<bpmn:userTask id="task"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="=[unit]"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end"/><bpmn:endEvent id="end"/></bpmn:process></bpmn:definitions>`;
export const bareVariables = { amount: 1200, applicant: 'Công dân A', unit: 'one-stop' };
const variables = JSON.stringify(bareVariables);

type Call = (name: string, request: object) => Promise<Record<string, string>>;
type Job = { readonly key: string; readonly processInstanceKey: string };
export type BareClient = {
  /** One process with a task is started. */
  create(): Promise<void>;
  /** One of another process is started. */
  start(processDefinitionKey: string, variables: object): Promise<void>;
  /** One is started, its job fetched and completed. */
  task(): Promise<void>;
  close(): Promise<void>;
};

/** Nothing but calls of the gateway: what a program can get out of a broker at most. */
export const openBareClient = async (address: string): Promise<BareClient> => {
  const Service = loadGatewayService();
  const client = new Service(address, credentials.createInsecure()) as unknown as Record<
    string,
    (request: object, done?: (error: Error | null, answer: Record<string, string>) => void) => NodeJS.EventEmitter
  >;
  const call: Call = (name, request) =>
    new Promise((done, fail) => {
      client[name]?.(request, (error, answer) => (error ? fail(error) : done(answer)));
    });
  await call('DeployResource', { resources: [{ name: 'bare.bpmn', content: Buffer.from(bareModel) }] });

  const waiting = new Map<string, (key: string) => void>();
  const early = new Map<string, string>();
  const take = ({ processInstanceKey, key }: Job): void => {
    const waiter = waiting.get(processInstanceKey);
    waiting.delete(processInstanceKey);
    if (waiter) waiter(key);
    else early.set(processInstanceKey, key);
  };
  const jobOf = (instance: string): Promise<string> => {
    const key = early.get(instance);
    early.delete(instance);
    return key === undefined ? new Promise((done) => waiting.set(instance, done)) : Promise.resolve(key);
  };
  let stopped = false;
  let fetching: Promise<void> | undefined;
  const fetchJobs = async (): Promise<void> => {
    while (!stopped)
      await new Promise<void>((done) => {
        const stream = client['ActivateJobs']?.({
          ...{ type: JOB, worker: 'bench', timeout: 60_000, maxJobsToActivate: 64, requestTimeout: 2_000 },
          fetchVariable: ['-'],
        });
        stream?.on('data', ({ jobs }: { jobs: Job[] }) => jobs.forEach(take));
        stream?.on('end', done);
        stream?.on('error', () => setTimeout(done, 100));
      });
  };
  const create = async (): Promise<string> =>
    (await call('CreateProcessInstance', { bpmnProcessId: BARE_ID, version: -1, variables }))['processInstanceKey'] ??
    '';
  return {
    create: async () => void (await create()),
    start: async (processDefinitionKey, own) =>
      void (await call('CreateProcessInstance', { processDefinitionKey, variables: JSON.stringify(own) })),
    async task() {
      fetching ??= fetchJobs();
      const jobKey = await jobOf(await create());
      await call('CompleteJob', { jobKey, variables: '{"ok":true}' });
    },
    async close() {
      stopped = true;
      await fetching;
      (client as unknown as { close(): void }).close();
    },
  };
};
