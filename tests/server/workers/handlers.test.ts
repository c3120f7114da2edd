import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { ActivatedJob, JobHandler } from '../../../server/engine/engine.ts';
import { createDossierStore } from '../../../server/features/dossiers/dossier-store.ts';
import { createLookupHandler } from '../../../server/workers/handlers/lookup-register.ts';
import { JobProblem, withProblems } from '../../../server/workers/job-problem.ts';
import { createJobHandlers } from '../../../server/workers/job-handlers.ts';
import { jobTypes } from '../../../server/workers/job-types.ts';
import {
  listNotificationTemplates,
  getNotificationTemplate,
} from '../../../server/workers/notify/notification-templates.ts';
import { createDemoRegister, prepareDemoRegisters } from '../../../server/workers/registers/read-register.ts';
import type { WorkerDeps } from '../../../server/workers/worker-deps.ts';
import { dateText, durationText, instantText, longDateText, moneyText } from '../../../server/workers/local-text.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

let test: TestDatabase;
let folder: string;
beforeAll(async () => {
  test = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'mc-registers-'));
  await prepareDemoRegisters(folder);
});
afterAll(async () => {
  await test.drop();
  await rm(folder, { recursive: true });
});
const job = (variables: object, headers: Record<string, string> = {}): ActivatedJob => ({
  key: '1',
  type: 't',
  retries: 3,
  processInstanceKey: '1',
  bpmnProcessId: 'p',
  processDefinitionKey: '1',
  elementId: 'step',
  elementInstanceKey: '1',
  headers,
  variables: variables as never,
});
const run = (handler: JobHandler, given: ActivatedJob) => test.db.transaction((tx) => handler(given, tx));

describe('job types', () => {
  it('all have a handler, and handlers are described', () => {
    const handlers = createJobHandlers({} as WorkerDeps);
    expect(Object.keys(handlers).sort()).toEqual(jobTypes.map(({ type }) => type).sort());
  });
});

describe('a problem of a job', () => {
  const writing =
    (error: Error): JobHandler =>
    async (_job, tx) => {
      await tx('siteSetting').insert({ name: 'written', value: '1' });
      throw error;
    };
  it('undoes what was written and fails at once with its sentence', async () => {
    expect(await run(withProblems(writing(new JobProblem('Thiếu lý do'))), job({}))).toEqual({
      type: 'fail',
      errorMessage: 'Thiếu lý do',
      retryBackOffMs: 0,
      final: true,
    });
    expect(await test.db('siteSetting').where({ name: 'written' }).first('name')).toBeUndefined();
  });
  it('that nobody foresaw goes to the engine, which tries again', async () => {
    await expect(run(withProblems(writing(new Error('disk full'))), job({}))).rejects.toThrow('disk full');
  });
});

describe('the demo register', () => {
  const lookup = (variables: object, source = 'population') =>
    run(createLookupHandler({ readRegister: createDemoRegister(folder) }), job(variables, { source }));
  it('answers with the record', async () => {
    expect(await lookup({ key: '000095000001' })).toMatchObject({
      type: 'complete',
      variables: { lookup: { found: true, source: 'population', fullName: 'Công dân A' } },
    });
  });
  it.each([
    ['an unknown key', { key: '999999999999' }],
    ['no key', {}],
    ['a name of the language', { key: 'constructor' }],
  ])('finds nothing for %s', async (_, variables) => {
    expect(await lookup(variables)).toEqual({
      type: 'complete',
      variables: { lookup: { found: false, source: 'population' } },
    });
  });
  it('that does not answer is an error of the process', async () => {
    await writeFile(join(folder, 'registers', 'broken.json'), '{"records": ');
    for (const source of ['none', 'broken', '../population'])
      expect(await lookup({ key: '1' }, source)).toMatchObject({ type: 'error', errorCode: 'LOOKUP_FAILED' });
  });
  it('keeps what people have changed over a restart', async () => {
    await writeFile(join(folder, 'registers', 'civil-status.json'), '{"records":{"1":{"book":"A"}}}');
    await prepareDemoRegisters(folder);
    expect(await lookup({ key: '1' }, 'civil-status')).toMatchObject({
      variables: { lookup: { found: true, book: 'A' } },
    });
  });
});

describe('numbers of dossiers', () => {
  it('are given once each, however many ask at once, and begin anew each day', async () => {
    const store = createDossierStore();
    const next = (period: string) =>
      test.db.transaction((tx: Knex.Transaction) => store.nextNumber(tx, 'H29.101.2', 'dossier', period));
    const numbers = await Promise.all(Array.from({ length: 40 }, () => next('2026-06-05')));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(await next('2026-06-06')).toBe(1);
  });
  it('go back when the acceptance fails', async () => {
    const store = createDossierStore();
    await expect(
      test.db.transaction(async (tx) => {
        await store.nextNumber(tx, 'H29.102.2', 'dossier', '2026-06-05');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await test.db.transaction((tx) => store.nextNumber(tx, 'H29.102.2', 'dossier', '2026-06-05'))).toBe(1);
  });
});

describe('notices', () => {
  it('exist in both languages', async () => {
    for (const name of await listNotificationTemplates()) {
      const { title, body } = await getNotificationTemplate(name);
      expect([title.vi, title.en, body.vi, body.en].every((text) => text.length > 5)).toBe(true);
    }
  });
  it('that are not there are a problem of the job', async () => {
    await expect(getNotificationTemplate('none')).rejects.toThrow(JobProblem);
  });
});

describe('texts on papers', () => {
  const at = new Date('2026-11-24T17:30:00Z');
  it.each([
    [dateText(at), '25/11/2026'],
    [instantText(at), '00 giờ 30 phút, ngày 25/11/2026'],
    [longDateText(at), 'ngày 25 tháng 11 năm 2026'],
    [moneyText(1234567), '1.234.567 đồng'],
    [moneyText(0), '0 đồng'],
    [durationText(3, 'workingDays'), '3 ngày làm việc'],
    [durationText(0, 'workingDays'), 'trong ngày làm việc'],
    [durationText(1.5, 'workingHours'), '1,5 giờ làm việc'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
