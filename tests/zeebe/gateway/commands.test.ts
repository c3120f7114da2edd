import { CommandRejected, type EngineCommand } from '../../../core/contracts/engine-command.ts';
import type { GatewayJob } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { endOf, openBrokerSite, type BrokerSite } from './broker-site.ts';
import * as models from './models.ts';
import type { HeardRecord } from './record-listener.ts';

let site: BrokerSite;
beforeAll(async () => {
  site = await openBrokerSite();
}, 120_000);
afterAll(() => site.close());

/** Made by the broker's partition, but by nothing. */
const NOTHING = String(2n ** 51n + 999_999_999n);
/** Made by a partition that the broker does not have. */
const FOREIGN = String(4_001n * 2n ** 51n + 7n);

const of = (instance: string, elementId?: string) => (record: HeardRecord) =>
  String(record.value.processInstanceKey) === instance &&
  (elementId === undefined || record.value.elementId === elementId);
const keyOf = async (kind: string, instance: string): Promise<string> =>
  String((await site.records.hear(kind, of(instance))).key);
const ended = (instance: string, elementId: string): Promise<HeardRecord> =>
  site.records.hear('PROCESS_INSTANCE.ELEMENT_COMPLETED', of(instance, elementId));
const run = (command: EngineCommand) => site.gateway.execute(command);
const end = (command: EngineCommand) => endOf(site.gateway, command);

it('reads the topology with what the version can do', async () => {
  const topology = await site.gateway.readTopology();
  expect(topology).toMatchObject({
    version: '8.5.8',
    partitions: [{ id: 1, hasLeader: true, healthy: true }],
    brokers: [{ nodeId: 0, version: '8.5.8' }],
    capabilities: { restBase: '/v1', taskPriority: false, migrateBoundaryEvents: false },
  });
});

describe('a deployment', () => {
  it('takes processes, decisions and forms in one command', async () => {
    const answer = await site.deploy(
      ['bundle-a.bpmn', models.service('bundle-a', 'none')],
      ['bundle-b.bpmn', models.service('bundle-b', 'none')],
      ['rate.dmn', models.decision('rate', '1')],
      ['don.form.json', models.form('don')],
    );
    expect(
      answer.processes?.map(({ bpmnProcessId, version, resourceName }) => [bpmnProcessId, version, resourceName]),
    ).toEqual([
      ['bundle-a', 1, 'bundle-a.bpmn'],
      ['bundle-b', 1, 'bundle-b.bpmn'],
    ]);
    expect(answer).toMatchObject({
      deploymentKey: expect.stringMatching(/^\d+$/) as string,
      decisions: [{ decisionId: 'rate', version: 1, decisionKey: expect.stringMatching(/^\d+$/) as string }],
      forms: [{ formId: 'don', version: 1, formKey: expect.stringMatching(/^\d+$/) as string }],
    });
  });

  it('tells every error of every file, under the names the files were given', async () => {
    const broken = models.bpmn('broken', '<bpmn:startEvent id="s"/><bpmn:serviceTask id="t"/>');
    const failure = await site
      .deploy(['broken.bpmn', broken], ['torn.bpmn', '<torn'], ['empty.form.json', '{}'])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CommandRejected);
    const { problems, rejectionType } = failure as CommandRejected;
    expect(rejectionType).toBe('INVALID_ARGUMENT');
    expect(problems.map(({ resource, elementId }) => [resource, elementId])).toEqual([
      ['broken.bpmn', 't'],
      ['torn.bpmn', undefined],
      ['empty.form.json', undefined],
    ]);
  });

  it('is refused as a whole when it is too large or empty', async () => {
    const large = { name: 'large.bpmn', content: 'x'.repeat(3_200_000) };
    expect(await end({ type: 'deploy', resources: [large] })).toBe('INVALID_ARGUMENT');
    expect(await end({ type: 'deploy', resources: [] })).toBe('INVALID_ARGUMENT');
  });
});

describe('an instance', () => {
  it('starts by the key of an older version, by id in the newest, and at an element', async () => {
    const first = await site.deploy(['versions.bpmn', models.service('versions', 'one')]);
    const second = await site.deploy(['versions.bpmn', models.service('versions', 'two')]);
    const [oldKey = '', newKey = ''] = [first, second].map(({ processes }) => processes?.[0]?.processDefinitionKey);
    const byKey = await run({ type: 'createInstance', processDefinitionKey: oldKey, variables: {} });
    const byId = await run({ type: 'createInstance', bpmnProcessId: 'versions', variables: {} });
    expect([byKey.processDefinitionKey, byId.processDefinitionKey]).toEqual([oldKey, newKey]);

    const atEnd = await run({
      type: 'createInstance',
      bpmnProcessId: 'versions',
      variables: {},
      startElementIds: ['end'],
    });
    await ended(atEnd.processInstanceKey ?? '', 'end');
    expect(site.records.count('JOB.CREATED', of(atEnd.processInstanceKey ?? ''))).toBe(0);
  });

  it.each<[string, Partial<Extract<EngineCommand, { type: 'createInstance' }>>, string]>([
    ['of an unknown process', { bpmnProcessId: 'nowhere' }, 'NOT_FOUND'],
    ['of an unknown key', { processDefinitionKey: NOTHING }, 'NOT_FOUND'],
    [
      'with more variables than a broker takes',
      { bpmnProcessId: 'bundle-a', variables: { a: 'x'.repeat(1_100_000) } },
      'INVALID_ARGUMENT',
    ],
    ['at an unknown element', { bpmnProcessId: 'bundle-a', startElementIds: ['nowhere'] }, 'INVALID_ARGUMENT'],
  ])('%s does not start', async (_name, command, refusal) => {
    expect(await end({ type: 'createInstance', variables: {}, ...command })).toBe(refusal);
  });

  it('is cancelled once, and only at its root', async () => {
    await site.deploy(
      ['called.bpmn', models.service('called', 'none')],
      ['caller.bpmn', models.caller('caller', 'called')],
    );
    const root = await site.start('caller');
    const child = await site.records.hear(
      'PROCESS_INSTANCE.ELEMENT_ACTIVATED',
      ({ value }) => String(value.parentProcessInstanceKey) === root && value.bpmnElementType === 'PROCESS',
    );
    expect(await end({ type: 'cancelInstance', processInstanceKey: String(child.key) })).toBe('INVALID_STATE');
    expect(await end({ type: 'cancelInstance', processInstanceKey: root })).toBe('done');
    expect(await end({ type: 'cancelInstance', processInstanceKey: root })).toBe('NOT_FOUND');
  });

  it('is modified, and refuses unknown elements', async () => {
    const instance = await site.start('bundle-a');
    const task = await site.records.hear('PROCESS_INSTANCE.ELEMENT_ACTIVATED', of(instance, 'task'));
    const modify = (elementId: string): EngineCommand => ({
      type: 'modifyInstance',
      processInstanceKey: instance,
      instructions: {
        activate: [{ elementId, variables: [{ variables: { moved: 'có' } }] }],
        terminate: [{ elementInstanceKey: String(task.key) }],
      },
    });
    expect(await end(modify('nowhere'))).toBe('INVALID_ARGUMENT');
    expect(await end(modify('end'))).toBe('done');
    await ended(instance, 'end');
    await site.records.hear('VARIABLE.CREATED', (r) => of(instance)(r) && r.value.value === '"có"');
    expect(await end(modify('end'))).toBe('NOT_FOUND');
  });

  it('is migrated when all that is active is mapped', async () => {
    const target = await site.deploy(['moved.bpmn', models.service('moved', 'none')]);
    const targetProcessDefinitionKey = target.processes?.[0]?.processDefinitionKey ?? '';
    const instance = await site.start('bundle-a');
    await site.records.hear('JOB.CREATED', of(instance));
    const migrate = (mapping: readonly { sourceElementId: string; targetElementId: string }[]): EngineCommand => ({
      type: 'migrateInstance',
      processInstanceKey: instance,
      targetProcessDefinitionKey,
      mapping,
    });
    expect(await end(migrate([]))).toBe('INVALID_STATE');
    expect(await end(migrate([{ sourceElementId: 'task', targetElementId: 'nowhere' }]))).toBe('INVALID_ARGUMENT');
    expect(await end(migrate([{ sourceElementId: 'task', targetElementId: 'task' }]))).toBe('done');
    await site.records.hear('PROCESS_INSTANCE.ELEMENT_MIGRATED', of(instance, 'task'));
  });

  it('is not migrated on this line while a boundary timer of its task waits', async () => {
    const target = await site.deploy(
      ['timed.bpmn', models.nativeUserTask('timed', models.waitingTimer)],
      ['timed-2.bpmn', models.nativeUserTask('timed-2', models.waitingTimer)],
    );
    const instance = await site.start('timed');
    await site.records.hear('USER_TASK.CREATED', of(instance));
    expect(
      await end({
        type: 'migrateInstance',
        processInstanceKey: instance,
        targetProcessDefinitionKey: target.processes?.[1]?.processDefinitionKey ?? '',
        mapping: [{ sourceElementId: 'task', targetElementId: 'task' }],
      }),
    ).toBe('INVALID_STATE');
  });

  it('gets variables, with which its incident is resolved', async () => {
    await site.deploy(['choosing.bpmn', models.choosing('choosing')]);
    const instance = await site.start('choosing');
    const incident = await keyOf('INCIDENT.CREATED', instance);
    const set: EngineCommand = {
      type: 'setVariables',
      elementInstanceKey: instance,
      variables: { side: 'right' },
      local: false,
    };
    expect(await end(set)).toBe('done');
    expect(await end({ type: 'resolveIncident', incidentKey: incident })).toBe('done');
    await ended(instance, 'b');
    expect(await end({ type: 'resolveIncident', incidentKey: incident })).toBe('NOT_FOUND');
    expect(await end({ ...set, elementInstanceKey: NOTHING })).toBe('NOT_FOUND');
  });
});

describe('a job', () => {
  const open = async (processId: string): Promise<{ instance: string; jobKey: string }> => {
    const instance = await site.start(processId);
    return { instance, jobKey: await keyOf('JOB.CREATED', instance) };
  };

  it('is completed once', async () => {
    const { instance, jobKey } = await open('bundle-b');
    expect(await end({ type: 'completeJob', jobKey, variables: { ok: true } })).toBe('done');
    await ended(instance, 'end');
    expect(await end({ type: 'completeJob', jobKey, variables: {} })).toBe('NOT_FOUND');
  });

  it('fails with variables and a back-off, then gets retries again', async () => {
    const { instance, jobKey } = await open('bundle-b');
    const fail = { type: 'failJob', jobKey, errorMessage: 'nơi nhận không trả lời', variables: { lần: 1 } } as const;
    expect(await end({ ...fail, retries: 2, retryBackOffMs: 600_000 })).toBe('done');
    const failed = await site.records.hear('JOB.FAILED', of(instance));
    expect(failed.value).toMatchObject({ retries: 2, retryBackoff: 600_000, errorMessage: fail.errorMessage });
    await site.records.hear('VARIABLE.CREATED', (r) => of(instance)(r) && r.value.name === 'lần');
    expect(await end({ ...fail, retries: 0, retryBackOffMs: 0 })).toBe('INVALID_STATE');
    expect(await end({ type: 'updateJobRetries', jobKey, retries: 0 })).toBe('INVALID_ARGUMENT');
    expect(await end({ type: 'updateJobRetries', jobKey, retries: 5 })).toBe('done');
    expect(await end({ type: 'updateJobRetries', jobKey: NOTHING, retries: 1 })).toBe('NOT_FOUND');
  });

  it('throws an error that the process catches, with variables', async () => {
    await site.deploy(['catching.bpmn', models.catching('catching', 'none')]);
    const { instance, jobKey } = await open('catching');
    const error = {
      type: 'throwError',
      jobKey,
      errorCode: 'late',
      errorMessage: 'm',
      variables: { why: 'x' },
    } as const;
    expect(await end(error)).toBe('done');
    await ended(instance, 'late');
    await site.records.hear('VARIABLE.CREATED', (r) => of(instance)(r) && r.value.name === 'why');
    expect(await end(error)).toBe('NOT_FOUND');
  });

  it('comes to a worker with its headers and with integers beyond 2^53 as they are', async () => {
    await site.deploy(['large.bpmn', models.largeInteger('large', 'count')]);
    const come = new Promise<GatewayJob>((resolve) => {
      site.gateway.openWorker({
        type: 'count',
        capacity: 1,
        lockMs: 60_000,
        onJob: (job) => Promise.resolve(resolve(job)),
      });
    });
    const instance = await site.start('large', { caseId: 'h-1' });
    const job = await come;
    expect(job).toMatchObject({
      type: 'count',
      retries: 3,
      processInstanceKey: instance,
      bpmnProcessId: 'large',
      elementId: 'task',
      headers: { form: 'don' },
      variables: { caseId: 'h-1' },
    });
    expect(job.variablesText).toContain('"large":9007199254740993');
  });
});

describe('a user task', () => {
  const openTask = async (kind: 'USER_TASK' | 'JOB'): Promise<{ instance: string; userTaskKey: string }> => {
    const instance = await site.start(kind === 'JOB' ? 'by-job' : 'native');
    return { instance, userTaskKey: await keyOf(`${kind}.CREATED`, instance) };
  };
  beforeAll(() =>
    site.deploy(['native.bpmn', models.nativeUserTask('native')], ['by-job.bpmn', models.jobUserTask('by-job')]),
  );

  it('that is native is claimed by one, changed, released and completed', async () => {
    const { instance, userTaskKey } = await openTask('USER_TASK');
    const claim = (assignee: string): EngineCommand => ({
      type: 'assignUserTask',
      userTaskKey,
      assignee,
      allowOverride: false,
      action: 'claim',
    });
    expect(await end(claim('can-bo-01'))).toBe('done');
    expect(await end(claim('can-bo-02'))).toBe('INVALID_STATE');
    expect(await end(claim(''))).toBe('done');
    expect(await end(claim('can-bo-02'))).toBe('done');
    const change = (dueDate: string): EngineCommand => ({
      type: 'updateUserTask',
      userTaskKey,
      changeset: { candidateGroups: ['tiep-nhan@p-1'], dueDate },
    });
    expect(await end(change('tomorrow'))).toBe('INVALID_ARGUMENT');
    expect(await end(change('2027-01-04T10:00:00+07:00'))).toBe('done');
    const updated = await site.records.hear('USER_TASK.UPDATED', of(instance));
    expect(updated.value).toMatchObject({ assignee: 'can-bo-02', candidateGroupsList: ['tiep-nhan@p-1'] });
    const complete = {
      type: 'completeUserTask',
      userTaskKey,
      variables: { outcome: 'ok' },
      action: 'approve',
    } as const;
    expect(await end(complete)).toBe('done');
    await ended(instance, 'end');
    expect((await site.records.hear('USER_TASK.COMPLETED', of(instance))).value).toMatchObject({
      action: 'approve',
      variables: { outcome: 'ok' },
    });
    expect(await end(complete)).toBe('NOT_FOUND');
    expect(await end({ ...complete, jobBased: false })).toBe('NOT_FOUND');
  });

  it.each([undefined, true] as const)(
    'that is a job is completed by its key (told to be a job: %s)',
    async (jobBased) => {
      const { instance, userTaskKey } = await openTask('JOB');
      const complete = { type: 'completeUserTask', userTaskKey, variables: { outcome: 'ok' } } as const;
      expect(await end({ ...complete, jobBased: false })).toBe('NOT_FOUND');
      expect(await end(jobBased === undefined ? complete : { ...complete, jobBased })).toBe('done');
      await ended(instance, 'end');
    },
  );
});

describe('a message', () => {
  const publish = (correlationKey: string, messageId?: string): EngineCommand => ({
    type: 'publishMessage',
    name: 'answered',
    correlationKey,
    timeToLiveMs: 60_000,
    variables: { answer: 'có' },
    ...(messageId === undefined ? {} : { messageId }),
  });

  it('reaches the instance that waits for it', async () => {
    await site.deploy(['waits.bpmn', models.messageWait('waits')]);
    const instance = await site.start('waits', { caseId: 'h-2' });
    await site.records.hear('PROCESS_MESSAGE_SUBSCRIPTION.CREATED', of(instance));
    expect((await run(publish('h-2'))).messageKey).toMatch(/^\d+$/);
    await ended(instance, 'end');
  });

  it('with the same id is taken once while it lives', async () => {
    expect(await end(publish('h-3', 'm-1'))).toBe('done');
    expect(await end(publish('h-3', 'm-1'))).toBe('ALREADY_EXISTS');
  });
});

it('a signal starts what waits for it', async () => {
  await site.deploy(['alarm.bpmn', models.signalStart('alarm', 'báo động')]);
  const { signalKey } = await run({ type: 'broadcastSignal', name: 'báo động', variables: { level: 2 } });
  expect(signalKey).toMatch(/^\d+$/);
  await site.records.hear('PROCESS_INSTANCE.ELEMENT_COMPLETED', ({ value }) => value.bpmnProcessId === 'alarm');
});

it('a decision answers, fails with a reason, or is unknown', async () => {
  await site.deploy(
    ['fee.dmn', models.decision('fee', 'amount * 2')],
    ['bad.dmn', models.decision('bad', 'assert(x, x != null)')],
  );
  const evaluate = (decisionId: string): EngineCommand => ({
    type: 'evaluateDecision',
    decisionId,
    variables: { amount: 21 },
  });
  expect((await run(evaluate('fee'))).decisionOutput).toBe(42);
  expect(await end(evaluate('bad'))).toBe('INVALID_ARGUMENT');
  expect(await end(evaluate('nowhere'))).toBe('INVALID_ARGUMENT');
});

describe('a resource', () => {
  it('is deleted when nothing runs on it', async () => {
    const deployed = await site.deploy(['gone.bpmn', models.service('gone', 'none')]);
    const key = deployed.processes?.[0]?.processDefinitionKey ?? '';
    const instance = await site.start('gone');
    await expect(site.gateway.deleteResource(key)).rejects.toMatchObject({ rejectionType: 'INVALID_STATE' });
    await run({ type: 'cancelInstance', processInstanceKey: instance });
    await site.gateway.deleteResource(key);
    await expect(site.gateway.deleteResource(key)).rejects.toMatchObject({ rejectionType: 'NOT_FOUND' });
    await expect(site.gateway.deleteResource(FOREIGN)).rejects.toMatchObject({ rejectionType: 'NOT_FOUND' });
  });
});

it.each<[string, string]>([
  ['of another engine', FOREIGN],
  ['that is zero', '0'],
  ['that is a word', 'abc'],
])('a key %s is not found, by gRPC and by REST', async (_name, key) => {
  const commands: EngineCommand[] = [
    { type: 'cancelInstance', processInstanceKey: key },
    { type: 'completeJob', jobKey: key, variables: {} },
    { type: 'completeUserTask', userTaskKey: key, variables: {} },
    { type: 'assignUserTask', userTaskKey: key, assignee: 'can-bo-01', allowOverride: true },
    { type: 'setVariables', elementInstanceKey: key, variables: {}, local: true },
    { type: 'resolveIncident', incidentKey: key },
  ];
  expect(await Promise.all(commands.map(end))).toEqual(commands.map(() => 'NOT_FOUND'));
});
