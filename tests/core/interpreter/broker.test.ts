import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import { readJob, readUserTask } from '../../../core/interpreter/read-job.ts';
import { createEngine, NOW, rejection } from './engine.ts';
import { chain, definitions, end, io, job, nativeTask, onSignal, processOf, start, subProcess } from './model.ts';

const line = (task: string): string =>
  definitions(processOf('p', `${start()}${task}${end()}${chain('start', 't', 'end')}`));
describe('deployment', () => {
  it('counts versions and keeps what is unchanged', async () => {
    const { deploy, store } = createEngine();
    const first = await deploy(line(job('t')));
    const again = await deploy(line(job('t')));
    const changed = await deploy(line(job('t', '', '<!-- new -->')));
    expect(again.processes).toEqual(first.processes);
    expect(changed.processes).toMatchObject([{ bpmnProcessId: 'p', version: 2 }]);
    expect(store.records.filter(({ valueType }) => valueType === 'PROCESS')).toHaveLength(2);
    expect(store.records.filter(({ valueType }) => valueType === 'DEPLOYMENT')).toHaveLength(3);
  });

  it('refuses all of it when one file is wrong, and names everything', async () => {
    const { send, store } = createEngine();
    const broken = definitions(
      processOf(
        'q',
        `${start('qs')}<bpmn:serviceTask id="x" name="Tra"/>${end('qe')}<bpmn:adHocSubProcess id="ah"/>${chain('qs', 'x', 'qe')}`,
      ),
    );
    const resources = [
      { name: 'p.bpmn', content: line(job('t')) },
      { name: 'q.bpmn', content: broken },
      { name: 'f.form', content: '[]' },
    ];
    const { problems, rejectionType } = await rejection(send({ type: 'deploy', resources }));
    expect(rejectionType).toBe('INVALID_ARGUMENT');
    expect(problems.map(({ resource, elementId }) => [resource, elementId])).toEqual([
      ['q.bpmn', 'ah'],
      ['q.bpmn', 'x'],
      ['f.form', undefined],
    ]);
    expect(store.records).toEqual([]);
  });

  it('lets only the newest version be started by a signal', async () => {
    const { deploy, send, store } = createEngine();
    const xml = (note: string) =>
      definitions(
        processOf(
          'p',
          `<bpmn:startEvent id="start">${onSignal('s')}</bpmn:startEvent>${end()}${chain('start', 'end')}${note}`,
        ) + '<bpmn:signal id="s" name="go"/>',
      );
    await deploy(xml(''));
    await deploy(xml('<!-- 2 -->'));
    await send({ type: 'broadcastSignal', name: 'go', variables: {} });
    const started = store.records.filter(
      ({ valueType, intent }) => valueType === 'PROCESS_INSTANCE_CREATION' && intent === 'CREATED',
    );
    expect(started.map(({ value }) => value.version)).toEqual([2]);
  });
});

describe('records', () => {
  it('tell the life of each element in order', async () => {
    const { deploy, start: begin, send, waitOf, intents, store } = createEngine();
    await deploy(line(job('t')));
    await begin({ a: 1 });
    await send({ type: 'completeJob', jobKey: waitOf('t').key, variables: { b: 2 } });
    const life = (id: string) =>
      ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING', 'ELEMENT_COMPLETED'].map(
        (intent) => `${intent} ${id}`,
      );
    const [activating = '', activated = '', ...completion] = life('p');
    expect(intents('PROCESS_INSTANCE')).toEqual([
      activating,
      activated,
      ...life('start'),
      'SEQUENCE_FLOW_TAKEN start_t',
      ...life('t'),
      'SEQUENCE_FLOW_TAKEN t_end',
      ...life('end'),
      ...completion,
    ]);
    expect(intents('JOB')).toEqual(['CREATED t', 'COMPLETED t']);
    expect(store.waits.size).toBe(0);
    expect(new Set(store.records.map(({ position }) => position)).size).toBe(store.records.length);
  });

  it('carry the fields that Zeebe writes', async () => {
    const { deploy, start: begin, store } = createEngine();
    const { processes } = await deploy(line(nativeTask('t', '<zeebe:taskSchedule dueDate="=due"/>')));
    const { processInstanceKey } = await begin({ due: '2030-02-03T04:05:00Z' });
    const task = store.records.find(({ valueType, intent }) => valueType === 'USER_TASK' && intent === 'CREATED');
    expect(task?.value).toMatchObject({
      userTaskKey: task?.key,
      elementId: 't',
      processInstanceKey,
      processDefinitionKey: processes?.[0]?.processDefinitionKey,
      processDefinitionVersion: 1,
      dueDate: '2030-02-03T04:05Z',
      formKey: '-1',
      creationTimestamp: NOW,
      candidateGroupsList: [],
    });
  });

  it('are the same for the same commands', async () => {
    const runOnce = async () => {
      const { deploy, start: begin, send, waitOf, store } = createEngine();
      await deploy(line(job('t')));
      await begin({ a: [1, { b: 2 }] });
      await send({ type: 'completeJob', jobKey: waitOf('t').key, variables: {} });
      return store.records;
    };
    expect(await runOnce()).toEqual(await runOnce());
  });
});

describe('commands', () => {
  it('claim a task only for one', async () => {
    const { deploy, start: begin, send, waitOf, store } = createEngine();
    await deploy(line(nativeTask('t')));
    await begin();
    const claim = (assignee: string) =>
      send({ type: 'assignUserTask', userTaskKey: waitOf('t').key, assignee, allowOverride: false });
    await claim('an');
    expect((await rejection(claim('binh'))).rejectionType).toBe('INVALID_STATE');
    const assigned = store.records.filter(({ intent }) => intent === 'ASSIGNED');
    expect(assigned.map(({ value }) => value.assignee)).toEqual(['an']);
  });

  it('read a job with the variables that it sees', async () => {
    const { deploy, start: begin, waitOf, store } = createEngine();
    await deploy(
      line(
        job(
          't',
          `<zeebe:taskHeaders><zeebe:header key="paper" value="M01"/></zeebe:taskHeaders>${io({ a: '=a + 1' })}`,
        ),
      ),
    );
    await begin({ a: 1, b: 2 });
    const wait = waitOf('t');
    const tree = await store.loadInstance(wait.rootKey ?? '');
    if (!tree) throw new Error('The tree is gone');
    expect(readJob(tree, wait.key)).toMatchObject({
      type: 't',
      retries: 3,
      headers: { paper: 'M01' },
      elementId: 't',
      variables: { a: 2, b: 2 },
    });
    expect(readJob(tree, '1')).toBeUndefined();
    expect(readUserTask(tree, wait.key)).toBeUndefined();
  });

  it.each([
    ['failed and waits', { type: 'failJob', retries: 1, errorMessage: 'x', retryBackOffMs: 60_000, variables: {} }],
    ['failed for good', { type: 'failJob', retries: 0, errorMessage: 'x', retryBackOffMs: 0, variables: {} }],
    ['threw an error', { type: 'throwError', errorCode: 'E', errorMessage: 'x', variables: {} }],
  ] as const)('have no job to read when it %s', async (_what, outcome) => {
    const { deploy, send, start: begin, waitOf, store } = createEngine();
    await deploy(line(job('t')));
    await begin();
    const { key: jobKey, rootKey } = waitOf('t');
    await send({ ...outcome, jobKey });
    const tree = await store.loadInstance(rootKey ?? '');
    expect(tree && readJob(tree, jobKey)).toBeUndefined();
  });

  it('change nothing when they are refused', async () => {
    const { send, store } = createEngine();
    const commands: EngineCommand[] = [
      { type: 'completeJob', jobKey: '1', variables: {} },
      { type: 'cancelInstance', processInstanceKey: '1' },
      { type: 'resolveIncident', incidentKey: '1' },
      { type: 'createInstance', bpmnProcessId: 'p', variables: {} },
      { type: 'setVariables', elementInstanceKey: '1', variables: {}, local: true },
    ];
    for (const command of commands) expect((await rejection(send(command))).rejectionType).toBe('NOT_FOUND');
    expect(store.records).toEqual([]);
  });

  it('start at given elements', async () => {
    const { deploy, send, intents } = createEngine();
    await deploy(line(job('t')));
    await send({ type: 'createInstance', bpmnProcessId: 'p', variables: {}, startElementIds: ['t'] });
    expect(intents('JOB')).toEqual(['CREATED t']);
    expect(intents('PROCESS_INSTANCE')).not.toContain('ELEMENT_ACTIVATED start');
  });

  it('move an instance from one task to another', async () => {
    const { deploy, send, start: begin, waitOf, intents, store } = createEngine();
    await deploy(
      definitions(processOf('p', `${start()}${nativeTask('t')}${job('u')}${end()}${chain('start', 't', 'u', 'end')}`)),
    );
    const { processInstanceKey = '' } = await begin();
    const elementInstanceKey = waitOf('t').elementInstanceKey ?? '';
    await send({
      type: 'modifyInstance',
      processInstanceKey,
      instructions: { activate: [{ elementId: 'u' }], terminate: [{ elementInstanceKey }] },
    });
    expect(intents('PROCESS_INSTANCE')).toContain('ELEMENT_TERMINATED t');
    await send({ type: 'completeJob', jobKey: waitOf('u').key, variables: {} });
    expect(intents('PROCESS_INSTANCE').at(-1)).toBe('ELEMENT_COMPLETED p');
    expect(store.waits.size).toBe(0);
  });

  it('enter a sub-process without its start event, with variables for its scope', async () => {
    const { deploy, send, start: begin, waitOf, intents, store } = createEngine();
    const inside = `${start('s2')}${job('v')}${job('w')}${end('e2')}${chain('s2', 'v', 'w', 'e2')}`;
    await deploy(
      definitions(
        processOf('p', `${start()}${job('t')}${subProcess('sub', inside)}${end()}${chain('start', 't', 'sub', 'end')}`),
      ),
    );
    const { processInstanceKey = '' } = await begin();
    const activate = [{ elementId: 'w', variables: [{ scopeId: 'sub', variables: { n: 1 } }] }];
    const terminate = [{ elementInstanceKey: waitOf('t').elementInstanceKey ?? '' }];
    await send({ type: 'modifyInstance', processInstanceKey, instructions: { activate, terminate } });
    expect(intents('PROCESS_INSTANCE')).not.toContain('ELEMENT_ACTIVATED s2');
    const tree = await store.loadInstance(processInstanceKey);
    expect(tree && readJob(tree, waitOf('w').key)?.variables).toEqual({ n: 1 });
    await send({ type: 'completeJob', jobKey: waitOf('w').key, variables: {} });
    expect(intents('PROCESS_INSTANCE').at(-1)).toBe('ELEMENT_COMPLETED p');
  });

  it('migrate a waiting task to a new version and follow its flow', async () => {
    const { deploy, send, start: begin, waitOf, intents } = createEngine();
    await deploy(line(nativeTask('t')));
    const { processInstanceKey = '' } = await begin();
    const next = await deploy(
      definitions(
        processOf('p', `${start()}${nativeTask('t2')}${job('u')}${end()}${chain('start', 't2', 'u', 'end')}`),
      ),
    );
    const migrate = (targetElementId: string) =>
      send({
        type: 'migrateInstance',
        processInstanceKey,
        targetProcessDefinitionKey: next.processes?.[0]?.processDefinitionKey ?? '',
        mapping: [{ sourceElementId: 't', targetElementId }],
      });
    expect((await rejection(migrate('u'))).rejectionType).toBe('INVALID_STATE');
    await migrate('t2');
    await send({ type: 'completeUserTask', userTaskKey: waitOf('t2').key, variables: {} });
    expect(intents('JOB')).toEqual(['CREATED u']);
  });

  it('end with an error when a process goes round in a circle', async () => {
    const { deploy, start: begin, store } = createEngine();
    await deploy(
      definitions(
        processOf(
          'p',
          `${start()}<bpmn:exclusiveGateway id="m"/><bpmn:exclusiveGateway id="t"/>${chain('start', 'm', 't', 'm')}`,
        ),
      ),
    );
    const before = store.records.length;
    await expect(begin()).rejects.toThrow('does not come to rest');
    expect(store.records).toHaveLength(before);
  });
});
