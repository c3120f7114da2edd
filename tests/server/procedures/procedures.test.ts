import { createProceduresView } from '../../../server/features/procedures/procedures-view.ts';
import { countRows } from '../../helpers/row-counts.ts';
import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { SMALL_CODE, smallPackage, type Variant } from '../../helpers/small-package.ts';
import { zipOf } from '../../helpers/zip.ts';

const first: Variant = { label: 'Tên trẻ', step: 'Bước chung cũ', rate: 10 };
const second: Variant = { label: 'Họ và tên trẻ', step: 'Bước chung mới', rate: 25 };
const versions = `/api/procedures/${SMALL_CODE}/versions`;
const zipType = { 'content-type': 'application/zip' };
type Problem = { pointer: string; message: string };

let site: Site;
let admin: Send;
let citizen: Send;
let desk: Send;

beforeAll(async () => {
  site = await startSite();
  [admin, citizen, desk] = (await Promise.all(
    ['administrator', 'citizen', 'receptionist'].map(async (name) => (await site.as(name)).send),
  )) as [Send, Send, Send];
});
afterAll(() => site.close());

const filesOf = (variant: Variant): Map<string, string> => new Map(smallPackage(variant));
const post = async (files: Iterable<readonly [string, string | Buffer]>, send = admin) =>
  send('POST', versions, await zipOf(files), zipType);
const formOf = (files: Iterable<readonly [string, string | Buffer]>): FormData => {
  const form = new FormData();
  for (const [path, content] of files) form.append('files', new Blob([content]), path);
  return form;
};
const errorsOf = (body: Record<string, unknown>): Problem[] => (body['errors'] ?? []) as Problem[];
const release = (body: object, send = admin) => send('POST', '/api/releases', { procedureCode: SMALL_CODE, ...body });
const currentVersion = async (unit?: string): Promise<number | null | undefined> => {
  const { body } = await site.stranger('GET', `/api/procedures${unit === undefined ? '' : `?unit=${unit}`}`);
  const items = body['items'] as unknown as { code: string; currentVersion: number | null }[];
  return items.find(({ code }) => code === SMALL_CODE)?.currentVersion;
};

describe('importing a version', () => {
  it('takes a zip as the body and says version, checksum and warnings', async () => {
    const { status, body } = await post(filesOf(first));
    expect(status).toBe(201);
    expect(body).toEqual({
      procedureCode: SMALL_CODE,
      version: 1,
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      warnings: [expect.objectContaining({ severity: 'warning', rule: 'scenario-none' })],
    });
  });

  it('gives the same version for the same content, however it is sent', async () => {
    const { body: known } = await post(filesOf(first));
    const before = await countRows(site.db);
    const wrapped = [...filesOf(first)].map(([path, content]) => [`goi/${path}`, content] as const);
    const sent = [
      await post(wrapped),
      await post([...filesOf(first)].reverse()),
      await admin('POST', versions, formOf([['goi.zip', await zipOf(filesOf(first))]])),
      await admin('POST', versions, formOf(filesOf(first))),
      await admin('POST', versions, formOf(wrapped)),
    ];
    for (const { status, body } of sent) expect([status, body]).toEqual([201, known]);
    expect(await countRows(site.db)).toEqual(before);
  });

  it('gives one version to equal packages that arrive at the same time, and two to different ones', async () => {
    const variants = [41, 41, 41, 42].map((rate) => filesOf({ ...first, rate }));
    const answers = await Promise.all(variants.map((files) => post(files)));
    const numbers = answers.map(({ body }) => Number(body['version']));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(numbers.slice(0, 3)).size).toBe(1);
    expect(new Set(numbers).size).toBe(2);
  });

  it.each([
    ['officer', 403],
    ['leader', 403],
    ['citizen', 403],
    ['analyst', 201],
  ])('by %s is answered with %i', async (username, expected) => {
    const { send } = await site.as(username);
    const before = await countRows(site.db);
    expect((await post(filesOf(first), send)).status).toBe(expected);
    expect(await countRows(site.db)).toEqual(before);
  });

  it('refuses a package of another procedure than the address names', async () => {
    const { status, body } = await admin(
      'POST',
      '/api/procedures/1.001193/versions',
      await zipOf(filesOf(second)),
      zipType,
    );
    expect([status, body['type']]).toEqual([400, '/problems/bad-request']);
    expect(body['detail']).toContain(SMALL_CODE);
  });

  it('tells all problems of a broken package at once, and stores nothing of it', async () => {
    const files = filesOf(second);
    files.set(
      'main.bpmn',
      (files.get('main.bpmn') ?? '')
        .replace('formId="small-check"', 'formId="nowhere"')
        .replace('type="dossier.accept"', 'type="fly.away"'),
    );
    files.set('rate.dmn', '<definitions');
    files.set('forms/small-finish.form.json', '{"components": ');
    files.delete('common/small-common.bpmn');
    const before = await countRows(site.db);
    const { status, body } = await post(files);
    expect([status, body['type']]).toEqual([422, '/problems/invalid-submission']);
    const problems = body['problems'] as unknown as {
      file: string;
      rule: string;
      elementId?: string;
      message: { vi: string; en: string };
    }[];
    const rules = problems
      .filter((each) => (each as unknown as { severity: string }).severity === 'error')
      .map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(
      new Set([
        'decision',
        'form-json',
        'reference-form',
        'reference-process',
        'reference-decision',
        'reference-job-type',
        'law-way',
      ]),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'main.bpmn', elementId: 'check', rule: 'reference-form' }),
    );
    for (const { message } of problems)
      expect([message.vi, message.en].every((sentence) => sentence.length > 5)).toBe(true);
    expect(errorsOf(body)).toContainEqual(expect.objectContaining({ pointer: 'main.bpmn#accept' }));
    expect(await countRows(site.db)).toEqual(before);
  });
});

describe('downloading a version', () => {
  it('gives a package that imports to the same version and checksum', async () => {
    const { body: known } = await post(filesOf(first));
    const { headers } = await site.as('administrator');
    const response = await fetch(`${site.url}${versions}/${known['version']}/package`, { headers });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { status, body } = await admin('POST', versions, bytes, zipType);
    expect([status, body]).toEqual([201, known]);
  });

  it('is for those who answer for procedures', async () => {
    for (const [username, expected] of [
      ['analyst', 200],
      ['officer', 403],
      ['citizen', 403],
    ] as const) {
      const { send } = await site.as(username);
      expect([username, (await send('GET', `${versions}/1/package`)).status]).toEqual([username, expected]);
    }
    expect((await admin('GET', `${versions}/999/package`)).status).toBe(404);
  });

  it('is there at once for somebody who asked before it was imported', async () => {
    const { body: known } = await post(filesOf({ ...first, rate: 77 }));
    const next = `${versions}/${Number(known['version']) + 1}/package`;
    expect((await admin('GET', next)).status).toBe(404);
    expect((await post(filesOf({ ...first, rate: 78 }))).body['version']).toBe(Number(known['version']) + 1);
    expect((await admin('GET', next)).status).toBe(200);
  });
});

describe('the catalogue', () => {
  it('gives, when asked, only what is in force, and no more than wanted', async () => {
    const view = createProceduresView(site.db);
    const list = async (options: object) =>
      (await view.listProcedures('H29.101.2', Date.now(), '', options)).map(({ code }) => code);
    const released = await site.db('release').distinct().orderBy('procedure_code').pluck<string[]>('procedureCode');
    expect(await list({})).toContain(SMALL_CODE);
    expect(released).not.toContain(SMALL_CODE);
    expect(await list({ inForceOnly: true })).toEqual(released);
    expect(await list({ inForceOnly: true, limit: 2 })).toEqual(released.slice(0, 2));
  });
});

describe('releasing a version', () => {
  it.each([
    ['an unknown version', { version: 999 }, 404, undefined],
    ['a number no version can have', { version: 9_007_199_254_740_991 }, 422, '/version'],
    ['an unknown procedure', { procedureCode: '9.999999', version: 1 }, 404, undefined],
    ['an unknown unit', { version: 1, units: ['H29.101', 'H99'] }, 422, '/units/1'],
    ['a date that has passed', { version: 1, effectiveFrom: '2020-01-01T00:00:00Z' }, 422, '/effectiveFrom'],
    ['an instant that is none', { version: 1, effectiveFrom: '2030-06-30T23:59:60Z' }, 422, '/effectiveFrom'],
    ['a half version', { version: 1.5 }, 422, '/version'],
    ['no unit at all', { version: 1, units: [] }, 422, '/units'],
  ])('refuses %s', async (_what, body, expected, pointer) => {
    const before = await countRows(site.db);
    const answer = await release(body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      expected,
      'application/problem+json; charset=utf-8',
    ]);
    if (pointer !== undefined) expect(errorsOf(answer.body)).toContainEqual(expect.objectContaining({ pointer }));
    expect(await countRows(site.db)).toEqual(before);
  });

  it('is the administrator’s alone', async () => {
    for (const username of ['analyst', 'leader', 'officer', 'citizen'])
      expect((await release({ version: 1 }, (await site.as(username)).send)).status).toBe(403);
  });

  it('binds a version to units with everything below them, and to nobody else', async () => {
    expect(await currentVersion('H29.101.2')).toBeNull();
    const { status, body } = await release({ version: 1, units: ['H29.101'], reason: 'Thử tại một phường' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ procedureCode: SMALL_CODE, version: 1, units: ['H29.101'] });
    expect(await currentVersion('H29.101')).toBe(1);
    expect(await currentVersion('H29.101.2')).toBe(1);
    expect(await currentVersion('H29.103.2')).toBeNull();
    expect((await citizen('POST', '/api/dossiers', filing('H29.103.2'), key())).status).toBe(404);
  });

  it('takes effect at its instant, to the millisecond, and the youngest release wins', async () => {
    const { body: imported } = await post(filesOf({ ...first, rate: 77 }));
    const later = Number(imported['version']);
    const from = Date.now() + 3_600_000;
    const created = await release({ version: later, units: ['H29.101'], effectiveFrom: new Date(from).toISOString() });
    expect(created.status).toBe(201);
    const view = createProceduresView(site.db);
    const inForce = async (unit: string, at: number) => (await view.findReleaseInForce(SMALL_CODE, unit, at))?.version;
    expect(await currentVersion('H29.101.2')).toBe(1);
    expect(await inForce('H29.101.2', from - 1)).toBe(1);
    expect(await inForce('H29.101.2', from)).toBe(later);
    expect(await inForce('H29.103.2', from)).toBeUndefined();
    await release({ version: 1, units: ['H29.101.2'], effectiveFrom: new Date(from).toISOString() });
    expect(await inForce('H29.101.2', from)).toBe(1);
    expect(await inForce('H29.101.1', from)).toBe(later);
  });
});

let filed = 0;
const key = (): Record<string, string> => ({ 'idempotency-key': `procedures-${++filed}` });
const filing = (receivingUnit = 'H29.101.2') => ({
  procedureCode: SMALL_CODE,
  caseId: 'S-1',
  channel: 'ONLINE',
  receivingUnit,
  applicant: { kind: 'CITIZEN', fullName: 'Công dân A', personalId: '000095000001', phone: '0900000001' },
  data: { childName: 'Công dân C', copies: 3 },
  documents: [],
});
const file = async (): Promise<string> => {
  const { status, body } = await citizen('POST', '/api/dossiers', filing(), key());
  expect(status).toBe(201);
  await site.settle();
  return String(body['id']);
};
type Task = {
  key: string;
  etag: string;
  elementId: string;
  name: string;
  data: Record<string, unknown>;
  dossier: { id: string; version: number };
};
const taskOf = async (dossierId: string): Promise<Task> => {
  const { body } = await desk('GET', '/api/tasks?queue=unit&limit=100');
  const found = (body['items'] as unknown as Task[]).find(({ dossier }) => dossier.id === dossierId);
  return (await desk('GET', `/api/tasks/${found?.key}`)).body as unknown as Task;
};
const complete = async (dossierId: string, data: object): Promise<void> => {
  const task = await taskOf(dossierId);
  const { status } = await desk('POST', `/api/tasks/${task.key}/complete`, { data }, { 'if-match': task.etag });
  expect([task.elementId, status]).toEqual([task.elementId, 202]);
  await site.settle();
};
const labelOnPage = async (): Promise<string> => {
  const { body } = await site.stranger('GET', `/api/procedures/${SMALL_CODE}?unit=H29.101.2`);
  const cases = body['cases'] as unknown as { startForm: { components: { label: string }[] } }[];
  return cases[0]?.startForm.components[0]?.label ?? '';
};
const labelOf = async (dossierId: string): Promise<string | undefined> => {
  const { body } = await citizen('GET', `/api/dossiers/${dossierId}`);
  const { version } = body['procedure'] as unknown as { version: number };
  const form = await createProceduresView(site.db).findForm(SMALL_CODE, version, 'small-start');
  return (form?.components[0] as { label?: string } | undefined)?.label;
};

describe('a new version while dossiers are open', () => {
  it('leaves forms, called process and decision of an open dossier alone; the next dossier gets the new ones', async () => {
    await release({ version: 1, units: ['H29.101'] });
    const old = await file();
    expect(await labelOnPage()).toBe(first.label);

    const { body: imported } = await post(filesOf(second));
    const newVersion = Number(imported['version']);
    expect(await currentVersion('H29.101.2')).toBe(1);
    expect((await release({ version: newVersion, units: ['H29.101'] })).status).toBe(201);
    expect(await currentVersion('H29.101.2')).toBe(newVersion);
    const young = await file();

    expect([await labelOnPage(), await labelOf(old), await labelOf(young)]).toEqual([
      second.label,
      first.label,
      second.label,
    ]);
    const run = async (id: string) => {
      const { dossier } = await taskOf(id);
      await complete(id, { outcome: 'on', remark: 'Đủ' });
      const { name } = await taskOf(id);
      await complete(id, {});
      const { data } = await taskOf(id);
      await complete(id, {});
      return { version: dossier.version, step: name, rate: data['rate'] };
    };
    // The young one goes first: what it has touched must not reach the old one.
    expect(await run(young)).toEqual({ version: newVersion, step: second.step, rate: 3 * second.rate });
    expect(await run(old)).toEqual({ version: 1, step: first.step, rate: 3 * first.rate });
    expect(await site.db('incident').where({ state: 'active' })).toEqual([]);
  });

  it('lets a dossier that was half-way through the old called process go on in it', async () => {
    const { body: before } = await post(filesOf({ ...first, rate: 5, step: 'Bước giữa chừng' }));
    await release({ version: before['version'], units: ['H29.101'] });
    const id = await file();
    await complete(id, { outcome: 'on' });
    expect((await taskOf(id)).name).toBe('Bước giữa chừng');
    await release({ version: Number((await post(filesOf(second))).body['version']), units: ['H29.101'] });
    expect((await taskOf(id)).name).toBe('Bước giữa chừng');
    await complete(id, {});
    expect((await taskOf(id)).data['rate']).toBe(15);
  });

  it('counts the dossiers that still run on each version', async () => {
    const open = async (): Promise<Record<string, number>> => {
      const { body } = await admin('GET', versions);
      const items = body['items'] as unknown as { version: number; openDossiers: number }[];
      return Object.fromEntries(items.map(({ version, openDossiers }) => [version, openDossiers]));
    };
    const current = Number(await currentVersion('H29.101.2'));
    const before = await open();
    await file();
    const after = await open();
    expect(after).toEqual({ ...before, [current]: (before[current] ?? 0) + 1 });
  });

  it('can be taken back by releasing the one before again', async () => {
    expect((await release({ version: 1, units: ['H29.101'] })).status).toBe(201);
    expect(await currentVersion('H29.101.2')).toBe(1);
    const id = await file();
    expect((await taskOf(id)).dossier.version).toBe(1);
  });
});
