import { readdir } from 'node:fs/promises';
import type { Answer } from '../../helpers/http.ts';
import { aProblem, readProblem } from '../../helpers/problem.ts';
import { countRows } from '../../helpers/row-counts.ts';
import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { SMALL_CODE, smallPackage } from '../../helpers/small-package.ts';
import { zipOf } from '../../helpers/zip.ts';
import { fileSmall, getTask, newKey, releaseSmallPackage, smallFiling, type Task } from './small-dossiers.ts';

const SECRETS = ['Công dân Bí Mật', '000095000001', '0900000001', 'Ghi chú mật'];
const json = { 'content-type': 'application/json' };

let site: Site;
let citizen: Send;
let otherCitizen: Send;
let desk: Send;
let otherDesk: Send;
let admin: Send;
let dossierId: string;
let task: Task;

beforeAll(async () => {
  site = await startSite();
  const send = async (name: string): Promise<Send> => (await site.as(name)).send;
  citizen = await send('citizen');
  otherCitizen = await send('citizen2');
  desk = await send('receptionist');
  otherDesk = await send('receptionOfficer-H29.103.2-01');
  admin = await send('administrator');
  await releaseSmallPackage(site);
  dossierId = String((await fileSmall(citizen)).body['id']);
  await site.settle();
  task = await getTask(desk, dossierId);
});
afterAll(() => site.close());

const listStored = async (): Promise<string[]> =>
  (await readdir(site.dataDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

/** The whole promise about bad input: a problem of this kind, nothing stored, nothing told, and the server goes on. */
const expectRefused = async (ask: () => Promise<Answer>, status: number, code: string): Promise<Answer> => {
  const before = [await countRows(site.db), await listStored()];
  const answer = await ask();
  expect(readProblem(answer)).toEqual(aProblem(status, code));
  expect(SECRETS.filter((secret) => answer.text.includes(secret))).toEqual([]);
  expect([await countRows(site.db), await listStored()]).toEqual(before);
  expect((await site.stranger('GET', '/api/health')).status).toBe(200);
  return answer;
};
type Row = readonly [what: string, ask: () => Promise<Answer>, status: number, code: string];
const expectAllRefused = (rows: readonly Row[]): void =>
  it.each(rows)('%s', async (_what, ask, status, code) => {
    await expectRefused(ask, status, code);
  });

const postDossier = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  citizen('POST', '/api/dossiers', body, { 'idempotency-key': newKey(), ...json, ...headers });
const withData = (data: object): Promise<Answer> => postDossier(smallFiling({ data }));
/** Text, since an object of JavaScript cannot hold what JSON can. */
const withText = (change: (text: string) => string): Promise<Answer> =>
  postDossier(change(JSON.stringify(smallFiling())));

describe('a body that is no JSON of ours', () => {
  expectAllRefused([
    ['broken off', () => postDossier('{"procedureCode": "9.0'), 400, 'bad-request'],
    ['not JSON at all', () => postDossier('<xml/>'), 400, 'bad-request'],
    ['a number', () => postDossier('7'), 400, 'bad-request'],
    ['null', () => postDossier('null'), 400, 'bad-request'],
    ['a list', () => postDossier('[]'), 422, 'invalid-submission'],
    ['nothing', () => postDossier(''), 422, 'invalid-submission'],
    ['larger than a megabyte', () => withData({ childName: 'x'.repeat(1_100_000) }), 413, 'too-large'],
    ['with a NUL in a text', () => withData({ childName: 'a\0b', copies: 1 }), 400, 'bad-request'],
    ['with a NUL in a name', () => withData({ childName: 'ab', copies: 1, 'x\0y': 1 }), 400, 'bad-request'],
    ['with half a surrogate pair', () => withText((text) => text.replace('Bí', '\\ud83d')), 400, 'bad-request'],
    [
      'nested without end',
      () => withText((text) => text.replace('"Công dân Bí Mật"', '['.repeat(200_000) + ']'.repeat(200_000))),
      400,
      'bad-request',
    ],
    [
      'in an encoding nobody knows',
      () => postDossier('{}', { 'content-type': 'application/json; charset=utf-77' }),
      415,
      'unsupported-media-type',
    ],
    [
      'packed in a way nobody knows',
      () => postDossier('{}', { 'content-encoding': 'rot13' }),
      415,
      'unsupported-media-type',
    ],
  ]);
});

describe('a dossier with', () => {
  expectAllRefused([
    ['a field nobody knows', () => postDossier({ ...smallFiling(), status: 10 }), 422, 'invalid-submission'],
    [
      'a text where a number belongs',
      () => withData({ childName: 'Công dân C', copies: 'hai' }),
      422,
      'invalid-submission',
    ],
    [
      'a list where a text belongs',
      () => withData({ childName: ['Công dân C'], copies: 1 }),
      422,
      'invalid-submission',
    ],
    ['data that are a list', () => postDossier(smallFiling({ data: [] })), 422, 'invalid-submission'],
    ['too many copies', () => withData({ childName: 'Công dân C', copies: 1e9 }), 422, 'invalid-submission'],
    [
      'an answer that the form does not ask',
      () => withData({ childName: 'Công dân C', copies: 1, rate: 0 }),
      422,
      'invalid-submission',
    ],
    [
      'a variable of the process among the answers',
      () => withData({ childName: 'Công dân C', copies: 1, dossierId: 'x', receivingUnit: 'H29' }),
      422,
      'invalid-submission',
    ],
    [
      '__proto__ among the answers',
      () => withText((text) => text.replace('"copies"', '"__proto__":{"rate":1},"copies"')),
      422,
      'invalid-submission',
    ],
    [
      'constructor among the answers',
      () => withText((text) => text.replace('"copies"', '"constructor":{"prototype":1},"copies"')),
      422,
      'invalid-submission',
    ],
    [
      'a personal id with letters',
      () => postDossier(smallFiling({ applicant: { fullName: 'A', personalId: '00009500000x' } })),
      422,
      'invalid-submission',
    ],
    [
      'a case that the procedure does not have',
      () => postDossier(smallFiling({ caseId: 'Z' })),
      422,
      'invalid-submission',
    ],
    ['a procedure that nobody has', () => postDossier(smallFiling({ procedureCode: '9.9' })), 404, 'not-found'],
    [
      'a unit that receives nothing',
      () => postDossier(smallFiling({ receivingUnit: 'H29.101' })),
      422,
      'invalid-submission',
    ],
    [
      'a unit that is SQL',
      () => postDossier(smallFiling({ receivingUnit: "H29' or '1'='1" })),
      422,
      'invalid-submission',
    ],
    [
      'a document that does not exist',
      () => postDossier(smallFiling({ documents: [{ componentId: 'proof', documentId: '../../etc/passwd' }] })),
      422,
      'invalid-submission',
    ],
    ['no Idempotency-Key', () => citizen('POST', '/api/dossiers', smallFiling()), 400, 'bad-request'],
    [
      'an Idempotency-Key with strange signs',
      () => postDossier(smallFiling(), { 'idempotency-key': 'a b' }),
      400,
      'bad-request',
    ],
  ]);

  it('another person’s document leaves that document alone', async () => {
    const form = new FormData();
    form.append('file', new Blob(['%PDF-1.4 của người khác']), 'rieng.pdf');
    const uploaded = await otherCitizen('POST', '/api/documents', form);
    expect(uploaded.status).toBe(201);
    const documentId = String(uploaded.body['id']);
    const documents = [{ componentId: 'proof', documentId }];
    await expectRefused(() => postDossier(smallFiling({ documents })), 422, 'invalid-submission');
    await expectRefused(() => citizen('GET', `/api/documents/${documentId}`), 404, 'not-found');
    await expectRefused(() => citizen('DELETE', `/api/documents/${documentId}`), 404, 'not-found');
    await expectRefused(() => desk('GET', `/api/documents/${documentId}`), 404, 'not-found');
    expect((await otherCitizen('GET', `/api/documents/${documentId}`)).text).toContain('của người khác');
  });

  it('an Idempotency-Key that was used for another body is a conflict, and with the same body the same dossier', async () => {
    const key = newKey();
    const first = await fileSmall(citizen, {}, key);
    await site.settle();
    await expectRefused(
      () => fileSmall(citizen, { data: { childName: 'Công dân D', copies: 1 } }, key),
      409,
      'conflict',
    );
    const before = await countRows(site.db);
    const again = await fileSmall(citizen, {}, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await countRows(site.db)).toEqual(before);
    const foreign = await fileSmall(otherCitizen, {}, key);
    expect(foreign.body['id']).not.toBe(first.body['id']);
    await site.settle();
  });
});

describe('a session that is', () => {
  const asking = (headers: Record<string, string>) => (): Promise<Answer> =>
    site.stranger('GET', `/api/dossiers/${dossierId}`, undefined, headers);
  const cookie = (value: string) => ({ cookie: `mc_session=${value}` });
  expectAllRefused([
    ['absent', asking({}), 401, 'unauthenticated'],
    ['made up', asking(cookie('A'.repeat(43))), 401, 'unauthenticated'],
    ['SQL', asking(cookie("' or '1'='1")), 401, 'unauthenticated'],
    ['very long', asking(cookie('A'.repeat(5_000))), 401, 'unauthenticated'],
    ['a made-up bearer token', asking({ authorization: `Bearer ${'B'.repeat(43)}` }), 401, 'unauthenticated'],
    [
      'a person’s name',
      asking({ authorization: `Basic ${Buffer.from('officer:x').toString('base64')}` }),
      401,
      'unauthenticated',
    ],
  ]);

  it('expired opens nothing, however right it was', async () => {
    const { headers } = await site.as('leader');
    await site
      .db('session')
      .where('personId', 'leader')
      .update({ expiresAt: new Date(Date.now() - 1) });
    await expectRefused(() => site.stranger('GET', '/api/tasks', undefined, headers), 401, 'unauthenticated');
    await expectRefused(
      () => site.stranger('POST', `/api/tasks/${task.key}/claim`, undefined, { ...headers, 'if-match': task.etag }),
      401,
      'unauthenticated',
    );
  });

  it('signed out opens nothing', async () => {
    const { headers, send } = await site.as('analyst');
    expect((await send('DELETE', '/api/session')).status).toBe(204);
    await expectRefused(() => site.stranger('GET', '/api/session', undefined, headers), 401, 'unauthenticated');
  });

  it('the cookie alone writes nothing: the CSRF token is missing, wrong or another person’s', async () => {
    const { headers } = await site.as('receptionist');
    const foreign = (await site.as('citizen')).headers['x-csrf-token'];
    for (const token of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': 'x'.repeat(43) }, { 'x-csrf-token': foreign }])
      await expectRefused(
        () =>
          site.stranger('POST', `/api/tasks/${task.key}/claim`, undefined, {
            cookie: headers.cookie,
            'if-match': task.etag,
            ...token,
          }),
        403,
        'forbidden',
      );
  });

  it.each(['officer', "officer' --", 'nobody'])(
    'asked for with a wrong password as %s is refused the same way',
    async (username) => {
      const answer = await expectRefused(
        () => site.stranger('POST', '/api/session', { username, password: 'sai-mat-khau' }),
        401,
        'unauthenticated',
      );
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.body['detail']).toBe('Tên đăng nhập hoặc mật khẩu không đúng');
    },
  );
});

describe('what belongs to another unit or person', () => {
  const acts = ['claim', 'release', 'assign', 'complete'] as const;
  const bodies = {
    claim: undefined,
    release: undefined,
    assign: { personId: 'receptionOfficer-H29.103.2-01' },
    complete: { data: { outcome: 'on' } },
  };

  it('is no task to read, claim, release, assign or complete for an officer of another unit', async () => {
    await expectRefused(() => otherDesk('GET', `/api/tasks/${task.key}`), 403, 'forbidden');
    for (const act of acts)
      await expectRefused(
        () => otherDesk('POST', `/api/tasks/${task.key}/${act}`, bodies[act], { 'if-match': '*' }),
        403,
        'forbidden',
      );
    expect((await otherDesk('GET', '/api/tasks?queue=all')).body['items']).toEqual([]);
  });

  it('is no task at all for citizens, its own applicant included', async () => {
    for (const send of [citizen, otherCitizen]) {
      await expectRefused(() => send('GET', `/api/tasks/${task.key}`), 404, 'not-found');
      for (const act of acts)
        await expectRefused(
          () => send('POST', `/api/tasks/${task.key}/${act}`, bodies[act], { 'if-match': '*' }),
          404,
          'not-found',
        );
      expect((await send('GET', '/api/tasks?queue=all')).body['items']).toEqual([]);
    }
  });

  it('is no task for those who keep procedures and settings', async () => {
    await expectRefused(() => admin('GET', `/api/tasks/${task.key}`), 403, 'forbidden');
    await expectRefused(
      () => admin('POST', `/api/tasks/${task.key}/complete`, { data: { outcome: 'on' } }, { 'if-match': '*' }),
      403,
      'forbidden',
    );
  });

  it.each([
    ['another unit', () => otherDesk, 403, 'forbidden'],
    ['another citizen', () => otherCitizen, 404, 'not-found'],
    ['an administrator', () => admin, 403, 'forbidden'],
  ] as const)('is no dossier for %s', async (_who, send, status, code) => {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/timeline', undefined],
      ['POST', '/supplement', { data: {}, documents: [] }],
      ['POST', '/withdraw', { reason: 'Thử' }],
    ] as const)
      await expectRefused(() => send()(method, `/api/dossiers/${dossierId}${path}`, body), status, code);
    await expectRefused(() => send()('POST', `/api/dossiers/${dossierId}/stop`, { reason: 'Thử' }), 403, 'forbidden');
    const { items } = (await send()('GET', '/api/dossiers')).body as unknown as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).not.toContain(dossierId);
    const found = (await send()('GET', '/api/dossiers?q=000095000001')).body as unknown as { items: { id: string }[] };
    expect(found.items.map(({ id }) => id)).not.toContain(dossierId);
  });

  it('may be completed by its own officer only with what its form and its decisions know', async () => {
    const complete =
      (data: object, etag = task.etag) =>
      () =>
        desk('POST', `/api/tasks/${task.key}/complete`, { data }, { 'if-match': etag });
    await expectRefused(complete({ outcome: 'on', rate: 1 }), 422, 'invalid-submission');
    await expectRefused(complete({ outcome: 'on', dossierId: 'x' }), 422, 'invalid-submission');
    await expectRefused(complete({ outcome: 'fly' }), 422, 'invalid-submission');
    await expectRefused(complete({}), 422, 'invalid-submission');
    await expectRefused(complete({ outcome: 'on', remark: 7 }), 422, 'invalid-submission');
    await expectRefused(complete({ outcome: 'on' }, '"0-open-x"'), 412, 'precondition-failed');
    await expectRefused(
      () => desk('POST', `/api/tasks/${task.key}/complete`, { data: { outcome: 'on' } }),
      428,
      'precondition-required',
    );
    await expectRefused(
      () => desk('POST', '/api/tasks/9223372036854775808/claim', undefined, { 'if-match': '*' }),
      404,
      'not-found',
    );
  });
});

describe('an id that is a trick', () => {
  const tricks = [
    "' or '1'='1",
    '1; drop table dossier --',
    '../../../etc/passwd',
    'a\0b',
    '%',
    '__proto__',
    'x'.repeat(4_000),
    '🗂️',
    '$1',
    '{{id}}',
  ];
  it.each(tricks.map((trick) => [JSON.stringify(trick.slice(0, 30)), encodeURIComponent(trick)]))(
    '%s finds nothing',
    async (_shown, id) => {
      const asked: [Send, string, string, unknown?][] = [
        [citizen, 'GET', `/api/dossiers/${id}`],
        [citizen, 'GET', `/api/dossiers/${id}/timeline`],
        [citizen, 'POST', `/api/dossiers/${id}/withdraw`, { reason: 'x' }],
        [citizen, 'GET', `/api/documents/${id}`],
        [citizen, 'DELETE', `/api/documents/${id}`],
        [citizen, 'GET', `/api/drafts/${id}`],
        [citizen, 'POST', `/api/notifications/${id}/read`],
        [desk, 'GET', `/api/tasks/${id}`],
        [desk, 'POST', `/api/tasks/${id}/claim`],
        [admin, 'GET', `/api/procedures/${id}`],
        [admin, 'GET', `/api/procedures/${SMALL_CODE}/versions/${id}/package`],
        [admin, 'GET', `/api/procedures/${SMALL_CODE}/versions/1/diagram?process=${id}`],
        [site.stranger, 'GET', `/api/tracking/${id}?lookup=${id.slice(0, 30)}`],
      ];
      const nul = id.includes('%00');
      for (const [send, method, path, body] of asked) {
        const answer = await send(method, path, body);
        const found = readProblem(answer);
        expect([path.slice(0, 60), found]).toEqual([
          path.slice(0, 60),
          nul
            ? aProblem(400, 'bad-request')
            : {
                ...aProblem(404, 'not-found'),
                ...([400, 422, 429].includes(found.status) ? found : {}),
                leak: undefined,
              },
        ]);
      }
    },
  );

  it('half an escape is a bad request', async () => {
    await expectRefused(() => citizen('GET', '/api/dossiers/%E0%A4%A'), 400, 'bad-request');
  });
});

describe('a list asked for absurdly', () => {
  const cursor = (text: string): string => Buffer.from(text).toString('base64url');
  const queries: [string, number, string][] = [
    ...['0', '-1', '101', '1e9', '1.5', 'abc', 'NaN', '', '9'.repeat(400)].map((limit): [string, number, string] => [
      `limit=${limit}`,
      422,
      'invalid-submission',
    ]),
    ['limit=5&limit=6', 422, 'invalid-submission'],
    ['unknown=1', 422, 'invalid-submission'],
    [`q=${'x'.repeat(201)}`, 422, 'invalid-submission'],
    ['after=x', 400, 'bad-request'],
    ['after=%00', 400, 'bad-request'],
    [`after=${cursor("2026-01-01T00:00:00.000Z ' or 1=1")}`, 400, 'bad-request'],
    [`after=${cursor('2026-01-01T00:00:00.000Z a\0b')}`, 400, 'bad-request'],
    [`after=${cursor('-100000-01-01T00:00:00.000Z a')}`, 400, 'bad-request'],
    [`after=${cursor('+275760-09-13T00:00:00.000Z a')}`, 400, 'bad-request'],
    [`after=${cursor('["1","2"]')}.${cursor('0123456789abcdef')}`, 400, 'bad-request'],
    [`after=${'A'.repeat(500)}`, 422, 'invalid-submission'],
  ];
  for (const [path, who] of [
    ['/api/tasks', 'receptionist'],
    ['/api/dossiers', 'citizen'],
    ['/api/notifications', 'citizen'],
    ['/api/agency-requests', 'externalOfficer-G01.101-01'],
  ] as const)
    it.each(queries.filter(([query]) => !(query.startsWith('q=') && /notif|agency/.test(path))))(
      `${path}?%s`,
      async (query, status, code) => {
        const { send } = await site.as(who);
        await expectRefused(() => send('GET', `${path}?${query}`), status, code);
      },
    );

  it('is not paged by a cursor of another person', async () => {
    for (let count = 0; count < 2; count++) await fileSmall(citizen);
    await site.settle();
    const { body } = await desk('GET', '/api/tasks?queue=unit&limit=1');
    expect(body['next']).toEqual(expect.any(String));
    const { send } = await site.as('officer');
    await expectRefused(
      () => send('GET', `/api/tasks?queue=unit&limit=1&after=${String(body['next'])}`),
      400,
      'bad-request',
    );
    await expectRefused(
      () => desk('GET', `/api/tasks?queue=all&limit=1&after=${String(body['next'])}`),
      400,
      'bad-request',
    );
  });
});

describe('a package that is', () => {
  const path = `/api/procedures/${SMALL_CODE}/versions`;
  const good = (): Map<string, string | Buffer> => new Map(smallPackage({ label: 'X', step: 'Y', rate: 1 }));
  const post = (body: unknown, type = 'application/zip') => admin('POST', path, body, { 'content-type': type });
  const packed = async (change: (files: Map<string, string | Buffer>) => void): Promise<Answer> => {
    const files = good();
    change(files);
    return post(await zipOf(files));
  };
  /** yazl writes no unsafe path, so its bytes are changed afterwards. */
  const renamed = async (from: string, to: string): Promise<Answer> => {
    const zip = await zipOf([...good(), [from, 'x']]);
    return post(Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1'));
  };
  const xmlWith = (files: Map<string, string | Buffer>, file: string, doctype: string): void =>
    void files.set(file, String(files.get(file)).replace('?>', `?>${doctype}`));

  expectAllRefused([
    ['no zip', () => post('PK no zip at all'), 422, 'invalid-submission'],
    ['empty', () => post(Buffer.alloc(0)), 422, 'invalid-submission'],
    ['broken off', async () => post((await zipOf(good())).subarray(0, 900)), 422, 'invalid-submission'],
    ['larger than allowed', () => post(Buffer.alloc(9 << 20, 'x')), 413, 'too-large'],
    ['a zip with ../', () => renamed('aa/evil.bpmn', '../evil.bpmn'), 422, 'invalid-submission'],
    ['a zip with an absolute path', () => renamed('a/evil.bpmn', '/a/evi.bpmn'), 422, 'invalid-submission'],
    ['a zip with a backslash', () => renamed('aa/evil.bpmn', '..\\evil.bpmn'), 422, 'invalid-submission'],
    [
      'a zip with a file that belongs nowhere',
      () => packed((files) => files.set('run.sh', 'echo')),
      422,
      'invalid-submission',
    ],
    [
      'a bomb: one file',
      () => packed((files) => files.set('main.bpmn', Buffer.alloc(64 << 20, ' '))),
      413,
      'too-large',
    ],
    [
      'a bomb: many files',
      () =>
        packed((files) => {
          for (let n = 0; n < 8; n++) files.set(`forms/f${n}.form.json`, Buffer.alloc(3.9 * (1 << 20), ' '));
        }),
      413,
      'too-large',
    ],
    [
      'a bomb: thousands of files',
      () =>
        packed((files) => {
          for (let n = 0; n < 600; n++) files.set(`forms/f${n}.form.json`, '{}');
        }),
      413,
      'too-large',
    ],
    [
      'a bomb: 50 MB of XML',
      () => packed((files) => files.set('main.bpmn', `<a>${'<b/>'.repeat(13 << 20)}</a>`)),
      413,
      'too-large',
    ],
    [
      'XML with entities',
      () => packed((files) => xmlWith(files, 'main.bpmn', '<!DOCTYPE a [<!ENTITY b "c">]>')),
      422,
      'invalid-submission',
    ],
    [
      'XML that reads a file',
      () => packed((files) => xmlWith(files, 'main.bpmn', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')),
      422,
      'invalid-submission',
    ],
    [
      'a table with entities',
      () => packed((files) => xmlWith(files, 'rate.dmn', '<!DOCTYPE a [<!ENTITY b "c">]>')),
      422,
      'invalid-submission',
    ],
    [
      'bytes that are no text',
      () => packed((files) => files.set('README.md', Buffer.from([0xff, 0xfe, 0x00]))),
      422,
      'invalid-submission',
    ],
    ['a text with a NUL', () => packed((files) => files.set('README.md', 'a\0b')), 422, 'invalid-submission'],
    [
      'a record with half a surrogate pair',
      () =>
        packed((files) =>
          files.set('procedure.json', String(files.get('procedure.json')).replace('Thủ tục nhỏ', '\\ud83d')),
        ),
      422,
      'invalid-submission',
    ],
    [
      'a record with an escaped NUL',
      () =>
        packed((files) =>
          files.set('procedure.json', String(files.get('procedure.json')).replace('Thủ tục nhỏ', 'a\\u0000b')),
        ),
      422,
      'invalid-submission',
    ],
    [
      'a form nested without end',
      () => packed((files) => files.set('forms/small-finish.form.json', '{"components":'.repeat(50_000))),
      422,
      'invalid-submission',
    ],
    [
      'XML nested without end',
      () => packed((files) => files.set('main.bpmn', '<a>'.repeat(200_000))),
      422,
      'invalid-submission',
    ],
    ['JSON', () => post('{}', 'application/json'), 415, 'unsupported-media-type'],
    ['a form without a boundary', () => post('x', 'multipart/form-data'), 400, 'bad-request'],
    [
      'a form that breaks off',
      () =>
        post(
          '--x\r\nContent-Disposition: form-data; name="f"; filename="procedure.json"\r\n\r\n{',
          'multipart/form-data; boundary=x',
        ),
      400,
      'bad-request',
    ],
    ['a form without files', () => post('--x--\r\n', 'multipart/form-data; boundary=x'), 422, 'invalid-submission'],
  ]);
});

describe('an upload that is', () => {
  const upload = (content: string | Buffer, name = 'a.pdf', field = 'file'): Promise<Answer> => {
    const form = new FormData();
    form.append(field, new Blob([content]), name);
    return citizen('POST', '/api/documents', form);
  };
  const raw = (body: string, type: string) => citizen('POST', '/api/documents', body, { 'content-type': type });
  expectAllRefused([
    ['too large', () => upload(Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(21 << 20)])), 413, 'too-large'],
    [
      'a program with the name of a PDF',
      () => upload(Buffer.from('MZ\x90\0\x03'), 'don.pdf'),
      415,
      'unsupported-media-type',
    ],
    ['a page with a script', () => upload('<html><script>alert(1)</script>', 'a.png'), 415, 'unsupported-media-type'],
    ['empty', () => upload(''), 415, 'unsupported-media-type'],
    ['no form', () => raw('%PDF-1.4', 'application/pdf'), 415, 'unsupported-media-type'],
    ['a form without a boundary', () => raw('x', 'multipart/form-data'), 400, 'bad-request'],
    [
      'a form that breaks off',
      () =>
        raw(
          '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4',
          'multipart/form-data; boundary=x',
        ),
      400,
      'bad-request',
    ],
    ['a form without a file', () => raw('--x--\r\n', 'multipart/form-data; boundary=x'), 400, 'bad-request'],
  ]);

  it('named like a path keeps the last part of its name alone', async () => {
    const { status, body } = await upload('%PDF-1.4 x', '../../etc/"passwd\r\n.pdf');
    expect(status).toBe(201);
    expect(body['name']).not.toMatch(/[/\\\r\n\0]|\.\./);
    expect((await citizen('DELETE', `/api/documents/${body['id']}`)).status).toBe(204);
  });
});

it('the server works on as before', async () => {
  const { status, body } = await fileSmall(citizen);
  expect(status).toBe(201);
  await site.settle();
  const { key, etag } = await getTask(desk, String(body['id']));
  expect(
    (await desk('POST', `/api/tasks/${key}/complete`, { data: { outcome: 'on' } }, { 'if-match': etag })).status,
  ).toBe(202);
});
