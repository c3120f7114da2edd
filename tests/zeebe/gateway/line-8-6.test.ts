import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import { endOf, openBrokerSite, type BrokerSite } from './broker-site.ts';
import * as models from './models.ts';
import type { HeardRecord } from './record-listener.ts';

let site: BrokerSite;
beforeAll(async () => {
  site = await openBrokerSite({ version: '8.6.0' });
  await site.deploy(['native.bpmn', models.nativeUserTask('native', models.waitingTimer)]);
}, 120_000);
afterAll(() => site.close());

const of = (instance: string) => (record: HeardRecord) => String(record.value.processInstanceKey) === instance;
const end = (command: EngineCommand) => endOf(site.gateway, command);
const openTask = async (): Promise<{ instance: string; userTaskKey: string }> => {
  const instance = await site.start('native');
  return { instance, userTaskKey: String((await site.records.hear('USER_TASK.CREATED', of(instance))).key) };
};

describe('the line 8.6', () => {
  it('tells what it can do', async () => {
    expect(await site.gateway.readTopology()).toMatchObject({
      version: '8.6.0',
      capabilities: { restBase: '/v2', taskPriority: true, migrateBoundaryEvents: true },
    });
  });

  it('has user tasks claimed, changed, released and completed', async () => {
    const { instance, userTaskKey } = await openTask();
    const claim = (assignee: string): EngineCommand => ({
      type: 'assignUserTask',
      userTaskKey,
      assignee,
      allowOverride: false,
    });
    expect(await end(claim('can-bo-01'))).toBe('done');
    expect(await end(claim('can-bo-02'))).toBe('INVALID_STATE');
    expect(await end(claim(''))).toBe('done');
    expect(await end({ type: 'updateUserTask', userTaskKey, changeset: { candidateUsers: ['can-bo-02'] } })).toBe(
      'done',
    );
    expect(await end({ type: 'updateUserTask', userTaskKey, changeset: { dueDate: 'tomorrow' } })).toBe(
      'INVALID_ARGUMENT',
    );
    const complete = { type: 'completeUserTask', userTaskKey, variables: { outcome: 'ok' } } as const;
    expect(await end(complete)).toBe('done');
    expect((await site.records.hear('USER_TASK.COMPLETED', of(instance))).value).toMatchObject({
      variables: { outcome: 'ok' },
    });
    expect(await end(complete)).toBe('NOT_FOUND');
  });

  it('does not find keys that it did not make, by gRPC and by REST', async () => {
    const key = String(4_001n * 2n ** 51n + 7n);
    expect(await end({ type: 'completeUserTask', userTaskKey: key, variables: {} })).toBe('NOT_FOUND');
    expect(await end({ type: 'completeUserTask', userTaskKey: '0', variables: {} })).toBe('NOT_FOUND');
    expect(await end({ type: 'completeJob', jobKey: key, variables: {} })).toBe('NOT_FOUND');
  });

  it('migrates an instance while a boundary timer of its task waits', async () => {
    const target = await site.deploy(['moved.bpmn', models.nativeUserTask('moved', models.waitingTimer)]);
    const { instance } = await openTask();
    const mapping = ['task', 'timer'].map((id) => ({ sourceElementId: id, targetElementId: id }));
    const targetProcessDefinitionKey = target.processes?.[0]?.processDefinitionKey ?? '';
    expect(
      await end({ type: 'migrateInstance', processInstanceKey: instance, targetProcessDefinitionKey, mapping }),
    ).toBe('done');
    await site.records.hear(
      'PROCESS_INSTANCE.ELEMENT_MIGRATED',
      (r) => of(instance)(r) && r.value.elementId === 'task',
    );
  });
});
