import type { Knex } from 'knex';
import { CommandRejected, type CommandAnswer, type EngineCommand } from '../../core/contracts/engine-command.ts';
import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { Variables } from '../../core/contracts/json.ts';
import type { ActivatedJob, Engine, JobHandler } from '../../server/engine/engine.ts';
import {
  caller,
  caughtError,
  eachOfTwo,
  oneJob,
  oneMessage,
  oneTask,
  oneTimer,
  startedByMessage,
  subProcess,
} from './models.ts';

export type EngineUnderTest = {
  readonly engine: Engine;
  readonly inTransaction: <T>(act: (tx: Knex.Transaction) => Promise<T>) => Promise<T>;
  /** One command in a transaction of its own, with its outcome: the answer, or CommandRejected. */
  readonly send: (command: EngineCommand) => Promise<CommandAnswer>;
  /** The feed so far, in order of positions per partition, with everything that the commands so far have caused. */
  readonly records: () => Promise<readonly EngineRecord[]>;
  /** Moves the engine's clock forward and lets everything that becomes due happen. */
  readonly advance: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

const LIMIT_MS = 15_000;

/** What every adapter of the engine must do alike; runs on a new engine per test. */
export const describeEngineContract = (name: string, make: () => Promise<EngineUnderTest>): void =>
  describe(`engine contract: ${name}`, () => {
    let under: EngineUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.close());

    const send = (command: EngineCommand): Promise<CommandAnswer> => under.send(command);
    const deploy = (...contents: readonly string[]) =>
      send({ type: 'deploy', resources: contents.map((content, index) => ({ name: `r${index}.bpmn`, content })) });
    const create = async (bpmnProcessId: string, variables: Variables = {}): Promise<string> =>
      (await send({ type: 'createInstance', bpmnProcessId, variables })).processInstanceKey ?? '';
    const find = async (
      valueType: string,
      intent: string,
      matches: (record: EngineRecord) => boolean = () => true,
    ): Promise<EngineRecord[]> =>
      (await under.records()).filter(
        (record) => record.valueType === valueType && record.intent === intent && matches(record),
      );
    const ofInstance =
      (key: string) =>
      (record: EngineRecord): boolean =>
        record.value['processInstanceKey'] === key;

    /** Waits for a record: an engine may answer before its feed does. */
    const seen = async (
      valueType: string,
      intent: string,
      matches?: (record: EngineRecord) => boolean,
    ): Promise<EngineRecord> => {
      for (const end = Date.now() + LIMIT_MS; Date.now() < end;) {
        const [found] = await find(valueType, intent, matches);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`No record ${valueType}.${intent} came`);
    };
    const completed = (key: string): Promise<EngineRecord> =>
      seen('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', (record) => record.key === key);
    const taskOf = async (key: string): Promise<string> => (await seen('USER_TASK', 'CREATED', ofInstance(key))).key;
    const refusal = async (command: EngineCommand): Promise<CommandRejected> => {
      const error = await send(command).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(CommandRejected);
      return error as CommandRejected;
    };

    it('deploys once what is unchanged and makes a new version of what changed', async () => {
      const first = await deploy(oneTask());
      const again = await deploy(oneTask());
      expect(again.processes).toEqual(first.processes);
      const changed = await deploy(oneTask().replace('name="Xem"', 'name="Duyệt"'));
      const version = (first.processes?.[0]?.version ?? 0) + 1;
      expect(changed.processes?.[0]).toMatchObject({ bpmnProcessId: 'one-task', version });
      expect(await find('PROCESS', 'CREATED')).toHaveLength(2);
    });

    it('refuses a bundle as a whole and lists its problems by file', async () => {
      const error = await refusal({
        type: 'deploy',
        resources: [
          { name: 'good.bpmn', content: oneTask() },
          { name: 'bad.bpmn', content: '<not-bpmn/>' },
        ],
      });
      expect(error.rejectionType).toBe('INVALID_ARGUMENT');
      expect(await find('PROCESS', 'CREATED')).toEqual([]);
      expect((await refusal({ type: 'createInstance', bpmnProcessId: 'one-task', variables: {} })).rejectionType).toBe(
        'NOT_FOUND',
      );
    });

    it('starts by id the newest version and by key the one asked for', async () => {
      const old = (await deploy(oneTask())).processes?.[0]?.processDefinitionKey ?? '';
      const current = (await deploy(oneTask().replace('Xem', 'Duyệt'))).processes?.[0]?.processDefinitionKey;
      expect(
        await send({ type: 'createInstance', bpmnProcessId: 'one-task', variables: { unit: 'U1' } }),
      ).toMatchObject({ processDefinitionKey: current });
      expect(
        await send({ type: 'createInstance', processDefinitionKey: old, variables: { unit: 'U1' } }),
      ).toMatchObject({ processDefinitionKey: old });
    });

    it('runs a user task: groups by expression, claim, a losing claim, completion', async () => {
      await deploy(oneTask());
      const key = await create('one-task', { unit: 'U1' });
      const task = await seen('USER_TASK', 'CREATED', ofInstance(key));
      expect(task.value).toMatchObject({ candidateGroupsList: ['clerk@U1'], elementId: 'task', assignee: '' });
      await send({ type: 'assignUserTask', userTaskKey: task.key, assignee: 'officer-1', allowOverride: false });
      const lost = await refusal({
        type: 'assignUserTask',
        userTaskKey: task.key,
        assignee: 'officer-2',
        allowOverride: false,
      });
      expect(lost.rejectionType).toBe('INVALID_STATE');
      await send({ type: 'completeUserTask', userTaskKey: task.key, variables: { outcome: 'approve' } });
      await completed(key);
      expect(
        (await find('VARIABLE', 'CREATED', ofInstance(key))).map(({ value }) => [value['name'], value['value']]),
      ).toContainEqual(['outcome', '"approve"']);
    });

    it('completes a task once', async () => {
      await deploy(oneTask());
      const task = await taskOf(await create('one-task', { unit: 'U1' }));
      await send({ type: 'completeUserTask', userTaskKey: task, variables: {} });
      expect((await refusal({ type: 'completeUserTask', userTaskKey: task, variables: {} })).rejectionType).toBe(
        'NOT_FOUND',
      );
    });

    it.each(['1', '9223372036854775807'])('refuses the foreign key %s', async (key) => {
      for (const command of [
        { type: 'completeUserTask', userTaskKey: key, variables: {} },
        { type: 'completeJob', jobKey: key, variables: {} },
        { type: 'cancelInstance', processInstanceKey: key },
        { type: 'resolveIncident', incidentKey: key },
        { type: 'setVariables', elementInstanceKey: key, variables: {}, local: false },
      ] as const satisfies readonly EngineCommand[]) {
        expect((await refusal(command)).rejectionType).toBe('NOT_FOUND');
      }
      expect(await under.records()).toEqual([]);
    });

    it('hands a job with headers and variables to its handler and goes on with the answer', async () => {
      await deploy(oneJob());
      const jobs: ActivatedJob[] = [];
      await under.engine.work({
        work: (job) => (jobs.push(job), Promise.resolve({ type: 'complete', variables: { done: true } })),
      });
      const key = await create('one-job', { amount: 5 });
      await completed(key);
      expect(jobs).toEqual([
        expect.objectContaining({
          type: 'work',
          retries: 2,
          processInstanceKey: key,
          bpmnProcessId: 'one-job',
          elementId: 'job',
          headers: { paper: 'M01' },
          variables: { amount: 5 },
        }),
      ]);
      expect((await find('VARIABLE', 'CREATED', ofInstance(key))).map(({ value }) => value['name']).sort()).toEqual([
        'amount',
        'done',
      ]);
    });

    it('tries a failing job again after its back-off and raises an incident when no retry is left', async () => {
      await deploy(oneJob());
      let calls = 0;
      const handler: JobHandler = () =>
        Promise.resolve(
          ++calls < 3
            ? { type: 'fail', errorMessage: `try ${calls}`, retryBackOffMs: 60_000 }
            : { type: 'complete', variables: {} },
        );
      await under.engine.work({ work: handler });
      const key = await create('one-job');
      await seen('JOB', 'FAILED', ofInstance(key));
      expect(calls).toBe(1);
      await under.advance(61_000);
      const incident = await seen('INCIDENT', 'CREATED', ofInstance(key));
      expect(incident.value).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: 'try 2', elementId: 'job' });
      await send({ type: 'updateJobRetries', jobKey: String(incident.value['jobKey']), retries: 1 });
      await send({ type: 'resolveIncident', incidentKey: incident.key });
      await under.advance(61_000);
      await completed(key);
      expect(calls).toBe(3);
    });

    it('takes a handler that throws for a failed try', async () => {
      await deploy(oneJob('one-job', 'work', 1));
      await under.engine.work({ work: () => Promise.reject(new Error('register is away')) });
      const key = await create('one-job');
      expect((await seen('INCIDENT', 'CREATED', ofInstance(key))).value).toMatchObject({
        errorMessage: 'register is away',
      });
    });

    it('leads a BPMN error to its boundary event', async () => {
      await deploy(caughtError());
      await under.engine.work({
        lookup: () =>
          Promise.resolve({
            type: 'error',
            errorCode: 'LOOKUP_FAILED',
            errorMessage: 'not found',
            variables: { found: false },
          }),
      });
      const key = await create('caught-error');
      await completed(key);
      const ends = await find(
        'PROCESS_INSTANCE',
        'ELEMENT_COMPLETED',
        (record) => ofInstance(key)(record) && record.value['bpmnElementType'] === 'END_EVENT',
      );
      expect(ends.map(({ value }) => value['elementId'])).toEqual(['refused']);
    });

    it('fires a timer when it is due, not before', async () => {
      await deploy(oneTimer());
      const key = await create('one-timer', { duration: 'PT1H' });
      await seen('TIMER', 'CREATED', ofInstance(key));
      await under.advance(59 * 60_000);
      expect(await find('TIMER', 'TRIGGERED', ofInstance(key))).toEqual([]);
      await under.advance(2 * 60_000);
      await completed(key);
      expect(await find('TIMER', 'TRIGGERED', ofInstance(key))).toHaveLength(1);
    });

    it('correlates a message that waits for its receiver, and one that comes later', async () => {
      await deploy(oneMessage());
      const publish = (caseId: string, timeToLiveMs: number) =>
        send({
          type: 'publishMessage',
          name: 'answer',
          correlationKey: caseId,
          timeToLiveMs,
          variables: { answered: caseId },
        });
      await publish('early', 600_000);
      const early = await create('one-message', { caseId: 'early' });
      const late = await create('one-message', { caseId: 'late' });
      await completed(early);
      await seen('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', ofInstance(late));
      await publish('late', 0);
      await completed(late);
      const names = (await find('VARIABLE', 'CREATED'))
        .filter(({ value }) => value['name'] === 'answered')
        .map(({ value }) => value['value']);
      expect(names.sort()).toEqual(['"early"', '"late"']);
    });

    it('forgets a message when its time is over', async () => {
      await deploy(oneMessage());
      await send({ type: 'publishMessage', name: 'answer', correlationKey: 'c', timeToLiveMs: 1_000, variables: {} });
      await under.advance(5_000);
      const key = await create('one-message', { caseId: 'c' });
      await seen('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', ofInstance(key));
      expect(await find('PROCESS_MESSAGE_SUBSCRIPTION', 'CORRELATED', ofInstance(key))).toEqual([]);
    });

    it('takes a message id once while the message lives', async () => {
      await deploy(startedByMessage());
      const begin = {
        type: 'publishMessage',
        name: 'begin',
        correlationKey: 'D1',
        messageId: 'x',
        timeToLiveMs: 60_000,
        variables: {},
      } as const;
      await send(begin);
      expect((await refusal(begin)).rejectionType).toBe('ALREADY_EXISTS');
      await seen('USER_TASK', 'CREATED');
      expect(await find('USER_TASK', 'CREATED')).toHaveLength(1);
    });

    it('runs one instance per correlation key and starts the next one after its end', async () => {
      await deploy(startedByMessage());
      const begin = (messageId: string) =>
        send({
          type: 'publishMessage',
          name: 'begin',
          correlationKey: 'D1',
          messageId,
          timeToLiveMs: 600_000,
          variables: { from: messageId },
        });
      await begin('first');
      await begin('second');
      const task = await seen('USER_TASK', 'CREATED');
      expect(await find('USER_TASK', 'CREATED')).toHaveLength(1);
      await send({ type: 'completeUserTask', userTaskKey: task.key, variables: {} });
      await seen('USER_TASK', 'CREATED', (record) => record.key !== task.key);
      expect(await find('USER_TASK', 'CREATED')).toHaveLength(2);
    });

    it('cancels a root with everything that it called', async () => {
      await deploy(caller('one-task'), oneTask());
      const key = await create('caller', { unit: 'U1' });
      const task = await seen('USER_TASK', 'CREATED');
      expect(task.value['processInstanceKey']).not.toBe(key);
      const child = String(task.value['processInstanceKey']);
      expect((await refusal({ type: 'cancelInstance', processInstanceKey: child })).rejectionType).toBe(
        'INVALID_STATE',
      );
      await send({ type: 'cancelInstance', processInstanceKey: key });
      for (const ended of [key, child])
        await seen('PROCESS_INSTANCE', 'ELEMENT_TERMINATED', (record) => record.key === ended);
      expect((await refusal({ type: 'completeUserTask', userTaskKey: task.key, variables: {} })).rejectionType).toBe(
        'NOT_FOUND',
      );
    });

    it('sets variables on a called instance and on a sub-process', async () => {
      await deploy(caller('sub-process'), subProcess());
      await create('caller');
      const task = await seen('USER_TASK', 'CREATED');
      const child = String(task.value['processInstanceKey']);
      const scope =
        (await find('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', ({ value }) => value['elementId'] === 'sub'))[0]?.key ??
        '';
      for (const elementInstanceKey of [child, scope])
        await send({ type: 'setVariables', elementInstanceKey, variables: { here: elementInstanceKey }, local: true });
      const scopes = (await find('VARIABLE', 'CREATED', ({ value }) => value['name'] === 'here')).map(
        ({ value }) => value['scopeKey'],
      );
      expect(scopes.sort()).toEqual([child, scope].sort());
    });

    it('sets variables on the body of a multi-instance activity, where nothing waits', async () => {
      await deploy(eachOfTwo());
      await create('each-of-two');
      await seen('USER_TASK', 'CREATED');
      const [body] = await find(
        'PROCESS_INSTANCE',
        'ELEMENT_ACTIVATED',
        ({ value }) => value['bpmnElementType'] === 'MULTI_INSTANCE_BODY',
      );
      const elementInstanceKey = body?.key ?? '';
      await send({ type: 'setVariables', elementInstanceKey, variables: { here: 1 }, local: true });
      const [variable] = await find('VARIABLE', 'CREATED', ({ value }) => value['name'] === 'here');
      expect(variable?.value['scopeKey']).toBe(elementInstanceKey);
    });

    it('gives positions that grow and keys that never repeat', async () => {
      await deploy(oneTask());
      for (let index = 0; index < 5; index++) await create('one-task', { unit: 'U1' });
      const all = await under.records();
      const last = new Map<number, bigint>();
      for (const { partitionId, position } of all) {
        expect(BigInt(position)).toBeGreaterThan(last.get(partitionId) ?? 0n);
        last.set(partitionId, BigInt(position));
      }
      const created = all.filter(({ intent }) => intent === 'CREATED').map(({ key }) => key);
      expect(new Set(created).size).toBe(created.length);
    });

    it('undoes a command with its transaction, when it takes effect inside', async () => {
      if (!under.engine.capabilities.transactional) return;
      await deploy(oneTask());
      const before = await under.records();
      await expect(
        under.inTransaction(async (tx) => {
          await under.engine.send({ type: 'createInstance', bpmnProcessId: 'one-task', variables: { unit: 'U1' } }, tx);
          throw new Error('the caller failed');
        }),
      ).rejects.toThrow('the caller failed');
      expect(await under.records()).toEqual(before);
    });
  });
