import type { Knex } from 'knex';
import type { PaperFacts } from '../../../server/workers/papers/paper-template.ts';
import { createTestSite, type TestSite, type Who } from './test-site.ts';

const applicant = { kind: 'CITIZEN', fullName: 'Công dân A', personalId: '000095000001', phone: '0900000001' };
let site: TestSite;
let keys = 0;
beforeAll(async () => {
  site = await createTestSite();
});
afterAll(() => site.close());
beforeEach(() => site.setTime('2026-06-05T14:00:00'));

const body = async (who: Who, changes: object = {}) => ({
  procedureCode: '9.000001',
  caseId: 'standard',
  channel: 'ONLINE',
  applicant,
  data: { childName: 'Nguyễn Ỷ', personalId: '000095000001', married: false },
  documents: [{ componentId: 'proof', documentId: await site.upload(who, 'proof') }],
  ...changes,
});
const file = async (who: Who = 'citizen', changes: object = {}) => {
  const answer = await site.send(who, 'POST', '/api/dossiers', await body(who, changes), {
    'idempotency-key': `key-${++keys}-abcdef`,
  });
  if (answer.status === 201) await site.settle();
  return answer;
};
const read = async (who: Who, id: unknown) =>
  (await site.send(who, 'GET', `/api/dossiers/${String(id)}`)).body as unknown as Record<string, unknown>;

describe('filing', () => {
  it('stores a dossier, its units and its process together', async () => {
    const answer = await file();
    expect(answer).toMatchObject({ status: 201, body: { status: 1 } });
    const dossier = await read('citizen', answer.body['id']);
    expect(dossier).toMatchObject({
      code: null,
      status: 1,
      units: { receiving: 'H29.101.2', competent: 'H29.101.1' },
      activeElements: ['intake'],
      publicStep: 'Đang kiểm tra hồ sơ',
      actions: ['withdraw'],
    });
    expect(dossier['documents']).toHaveLength(1);
  });

  it('makes one dossier of two equal requests at once', async () => {
    const request = await body('citizen');
    const before = Number((await site.db('dossier').count<{ count: string }[]>('* as count'))[0]?.count);
    const answers = await Promise.all(
      [1, 2].map(() => site.send('citizen', 'POST', '/api/dossiers', request, { 'idempotency-key': 'same-key-1' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(Number((await site.db('dossier').count<{ count: string }[]>('* as count'))[0]?.count)).toBe(before + 1);
  });

  it('refuses a used key with another body', async () => {
    const again = await site.send('citizen', 'POST', '/api/dossiers', await body('citizen'), {
      'idempotency-key': 'same-key-1',
    });
    expect(again.status).toBe(409);
  });

  it('gives a repeat the first answer, also when the same would be refused by now', async () => {
    const request = await body('citizen');
    const post = (key: string, sent: object) =>
      site.send('citizen', 'POST', '/api/dossiers', sent, { 'idempotency-key': key });
    const first = await post('first-answer', request);
    expect(first.status).toBe(201);
    const unit = site.db('unit').where({ code: 'H29.101.2' });
    await unit.clone().update({ kind: 'OFFICE' });
    try {
      expect((await post('another-key', request)).status).toBe(422);
      expect(await post('first-answer', request)).toMatchObject({ status: 201, body: first.body });
      expect((await post('first-answer', { ...request, documents: [] })).status).toBe(409);
    } finally {
      await unit.clone().update({ kind: 'SERVICE_CENTRE' });
    }
  });

  it.each([
    ['an unknown procedure', { procedureCode: '9.999999' }, 404, undefined],
    ['an unknown case', { caseId: 'none' }, 422, '/caseId'],
    ['a channel that is not offered', { channel: 'POST' }, 422, '/channel'],
    ['a citizen at the counter', { channel: 'DIRECT' }, 403, undefined],
    ['an answer the form refuses', { data: { childName: 'N' } }, 422, '/data/childName'],
    ['a value nobody asked for', { data: { childName: 'Nam', smuggled: 1 } }, 422, '/data/smuggled'],
    ['a required document left out', { documents: [] }, 422, '/documents/proof'],
    ['a document required by an answer', { data: { childName: 'Nam', married: true } }, 422, '/documents/marriage'],
    [
      'a wrong tax code',
      { applicant: { kind: 'ENTERPRISE', fullName: 'Công ty A', taxCode: '0100233480' } },
      422,
      '/applicant/taxCode',
    ],
    ['a unit that receives nothing', { receivingUnit: 'H29.5' }, 422, '/receivingUnit'],
    ['a centre for which nobody settles', { receivingUnit: 'H29.1.1' }, 422, '/receivingUnit'],
  ])('refuses %s and stores nothing', async (_, changes, status, pointer) => {
    const answer = await file('citizen', changes);
    expect(answer.status).toBe(status);
    const errors = (answer.body['errors'] ?? []) as unknown as { pointer: string }[];
    if (pointer) expect(errors.map((error) => error.pointer)).toContain(pointer);
  });

  it("refuses another person's document, and the dossier with it", async () => {
    const documentId = await site.upload('other', 'proof');
    const answer = await file('citizen', { documents: [{ componentId: 'proof', documentId }] });
    expect(answer.status).toBe(422);
    expect(await site.db('document').where({ id: documentId }).first('dossierId')).toEqual({ dossierId: null });
  });

  it('says which kind of unit is missing where nobody would get the tasks', async () => {
    const answer = await file('citizen', { receivingUnit: 'H29.1.1' });
    expect(answer.body['detail']).toMatch(/đơn vị loại OFFICE.*nơi tiếp nhận khác/);
  });

  it('needs a key and a person', async () => {
    expect((await site.send('citizen', 'POST', '/api/dossiers', await body('citizen'))).status).toBe(400);
    expect(
      (await site.send(null, 'POST', '/api/dossiers', await body('citizen'), { 'idempotency-key': 'abcdefgh' })).status,
    ).toBe(401);
    expect((await file('stranger')).status).toBe(403);
  });
});

describe('a dossier that is being worked on', () => {
  it('takes an event of somebody else, and no second worker', async () => {
    const id = String((await file()).body['id']);
    const { store } = site.dossiers;
    const event = { dossierId: id, at: new Date(site.now()), kind: 'x', title: { vi: 'x', en: 'x' }, public: false };
    const beside = <T>(act: (tx: Knex.Transaction) => Promise<T>): Promise<T> =>
      site.db.transaction(async (tx) => {
        await tx.raw(`set local lock_timeout = '300ms'`);
        return act(tx);
      });
    await site.db.transaction(async (tx) => {
      await store.lock(tx, id);
      await beside((other) => store.addEvent(other, { ...event, source: 'x' }));
      await expect(beside((other) => store.lock(other, id))).rejects.toMatchObject({ code: '55P03' });
    });
    expect(await site.db('dossier_event').where({ dossierId: id, kind: 'x' })).toHaveLength(1);
  });
});

describe('a dossier to its end', () => {
  let id: string;
  let lookupCode: string;
  beforeAll(async () => {
    site.setTime('2026-06-05T14:00:00');
    const answer = await file();
    [id, lookupCode] = [String(answer.body['id']), String(answer.body['lookupCode'])];
    await site.db('user_task').whereNot({ dossierId: id }).update({ state: 'canceled' });
    site.setTime('2026-06-05T15:01:00');
    await site.completeTask('intake', { internalNote: 'không gửi đi' }, 'accept');
  });

  it('is accepted with a code, a promised date after the cut-off, a receipt and a notice', async () => {
    const dossier = await read('citizen', id);
    expect(dossier['code']).toMatch(/^H29\.101\.2-260605-\d{4}$/);
    expect(dossier).toMatchObject({
      status: 4,
      clock: { state: 'safe', promisedAt: '2026-06-11T10:00:00.000Z', remainingMinutes: 1920 + 180 },
    });
    expect((dossier['papers'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['M01']);
    const notices = await site.send('citizen', 'GET', '/api/notifications');
    expect(notices.body).toMatchObject({
      unread: 1,
      items: [{ dossierId: id, title: { vi: `Hồ sơ ${String(dossier['code'])} đã được tiếp nhận` } }],
    });
  });

  it('names the officer who received it on the receipt', async () => {
    const paper = await site.db('paper').where({ dossierId: id, kind: 'M01' }).first<{ facts: PaperFacts }>('facts');
    expect(paper.facts.values).toMatchObject({
      officerName: 'Cán bộ tiếp nhận 01',
      acceptedAt: '15 giờ 01 phút, ngày 05/06/2026',
      chargeText: '8.000 đồng (bản)',
    });
  });

  it('gives a receipt that is a PDF', async () => {
    const row = await site
      .db('document')
      .where({ dossierId: id, uploadedBy: 'platform' })
      .first<{ storageKey: string; mime: string }>();
    const chunks: Buffer[] = [];
    for await (const chunk of await site.storage.open(row.storageKey)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('shows the owner and the units, nobody else', async () => {
    expect((await site.send('other', 'GET', `/api/dossiers/${id}`)).status).toBe(404);
    const refused = await site.send('stranger', 'GET', `/api/dossiers/${id}`);
    expect(refused).toMatchObject({ status: 403, body: { detail: 'Không thuộc đơn vị' } });
    expect(refused.text).not.toContain('Công dân A');
    expect((await read('receptionist', id))['lookupCode']).toBe(lookupCode);
    expect((await read('leader', id))['lookupCode']).toBeNull();
  });

  it('is listed for its owner and its units only', async () => {
    const ids = async (who: Who, query = '') =>
      ((await site.send(who, 'GET', `/api/dossiers${query}`)).body['items'] as unknown as { id: string }[]).map(
        (row) => row.id,
      );
    expect(await ids('citizen')).toContain(id);
    expect(await ids('receptionist')).toContain(id);
    expect(await ids('police')).toEqual([]);
    expect(await ids('stranger')).toEqual([]);
    expect(await ids('other')).toEqual([]);
    expect(await ids('receptionist', '?q=cong%20dan%20a&limit=100')).toContain(id);
    expect(await ids('receptionist', '?q=khong%20co')).toEqual([]);
  });

  it('pages without leaving out or repeating', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const page = await site.send('receptionist', 'GET', `/api/dossiers?limit=1${after}`);
      seen.push(...(page.body['items'] as unknown as { id: string }[]).map((row) => row.id));
      after = page.body['next'] ? `&after=${String(page.body['next'])}` : '';
    } while (after !== '');
    expect(seen).toHaveLength(new Set(seen).size);
    expect(seen).toHaveLength(Number((await site.db('dossier').count<{ count: string }[]>('* as count'))[0]?.count));
  });

  it('asks the police unit of the ward, with the application and without notes of the office', async () => {
    const list = await site.send('police', 'GET', '/api/agency-requests');
    expect(list.body).toMatchObject({
      items: [{ dossierId: id, agency: 'POLICE', unit: 'G01.101', late: false, dueAt: '2026-06-09T08:01:00.000Z' }],
    });
    const [request] = list.body['items'] as unknown as { id: string }[];
    const one = await site.send('police', 'GET', `/api/agency-requests/${request?.id}`);
    expect(one.body['content']).toEqual({
      applicantName: 'Công dân A',
      childName: 'Nguyễn Ỷ',
      personalId: '000095000001',
      married: false,
    });
    expect((await site.send('stranger', 'GET', '/api/agency-requests')).status).toBe(403);
    const whole = await site.send('police', 'GET', `/api/dossiers/${id}`);
    expect(whole.status).toBe(403);
    expect(whole.text).not.toContain('không gửi đi');
  });

  it('can be tracked by both codes of the receipt, without personal data', async () => {
    const code = String((await read('citizen', id))['code']);
    const found = await site.send(null, 'GET', `/api/tracking/${code}?lookup=${lookupCode.toLowerCase()}`);
    expect(found).toMatchObject({
      status: 200,
      body: { code, status: 4, publicStep: 'Công an đang giải quyết', todo: null },
    });
    expect(found.text).not.toMatch(/Công dân A|000095000001|Nguyễn/);
  });

  it('goes on when the agency answers late, and ends with the result', async () => {
    site.setTime('2026-06-10T08:00:00');
    const [request] = (await site.send('police', 'GET', '/api/agency-requests')).body['items'] as unknown as {
      id: string;
      late: boolean;
    }[];
    expect(request?.late).toBe(true);
    const answer = await site.send('police', 'POST', `/api/agency-requests/${request?.id}/answer`, {
      outcome: 'done',
      note: 'Đã đăng ký',
    });
    expect(answer.status).toBe(202);
    await site.settle();
    const dossier = await read('citizen', id);
    expect(dossier).toMatchObject({
      status: 10,
      outcome: 'GRANTED',
      actions: [],
      clock: { state: 'stopped' },
      finishedAt: '2026-06-10T01:00:00.000Z',
    });
    expect((dossier['papers'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['M01', 'sample-result']);
    expect(
      (
        await site.send('police', 'POST', `/api/agency-requests/${request?.id}/answer`, {
          outcome: 'refused',
          note: 'x',
        })
      ).status,
    ).toBe(409);
  });

  it('numbers the result in the name of the authority and gives away no key', async () => {
    const paper = await site
      .db('paper')
      .where({ dossierId: id, kind: 'sample-result' })
      .first<{ number: string; facts: PaperFacts }>('number', 'facts');
    expect(paper.number).toBe('1/KQ-H29.101');
    expect(JSON.stringify(paper.facts.values)).not.toContain(lookupCode);
    expect(paper.facts.values).toMatchObject({
      receivingUnitName: 'UBND PHƯỜNG BẾN HOA',
      officerName: 'Cán bộ tiếp nhận 01',
      lookupCode: '',
      childName: 'Nguyễn Ỷ',
      promisedAt: '17 giờ 00 phút, ngày 11/06/2026',
      residence: 'done',
    });
  });

  it('has a timeline; citizens read public steps without names of officers', async () => {
    const staff = (await site.send('receptionist', 'GET', `/api/dossiers/${id}/timeline`)).body['items'] as unknown as {
      kind: string;
      elementId?: string;
      actor: string | null;
      title: { vi: string };
    }[];
    const own = (await site.send('citizen', 'GET', `/api/dossiers/${id}/timeline`)).body[
      'items'
    ] as unknown as typeof staff;
    expect(staff.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'submitted',
        'accepted',
        'paper',
        'notification',
        'agencyAsked',
        'agencyAnswered',
        'closed',
      ]),
    );
    expect(staff.map(({ elementId }) => elementId)).toContain('identify');
    expect(staff.filter(({ title }) => title.vi === 'intake')).toMatchObject([
      { elementId: 'intake', actor: 'Cán bộ tiếp nhận 01', detail: 'accept' },
    ]);
    expect(own.map(({ elementId }) => elementId)).not.toContain('identify');
    expect(own.map(({ title }) => title.vi)).toContain('Công an đang giải quyết');
    expect(own.every(({ actor }) => actor === null)).toBe(true);
  });

  it('is over: nothing can be withdrawn or stopped', async () => {
    expect((await site.send('citizen', 'POST', `/api/dossiers/${id}/withdraw`, { reason: 'đổi ý' })).status).toBe(409);
    expect((await site.send('leader', 'POST', `/api/dossiers/${id}/stop`, { reason: 'sai' })).status).toBe(409);
  });
});

describe('a supplement', () => {
  const supplementItems = [
    { item: 'Giấy chứng sinh', reason: 'Ảnh mờ', componentId: 'proof' },
    { item: 'Tên của trẻ', reason: 'Khác giấy chứng sinh' },
  ];
  it('is asked once with everything, answered by the owner, and comes back to intake', async () => {
    const id = String((await file()).body['id']);
    await site.db('user_task').whereNot({ dossierId: id }).update({ state: 'canceled' });
    await site.completeTask('intake', { supplementItems }, 'supplement');
    expect(await read('citizen', id)).toMatchObject({
      status: 5,
      supplementItems,
      actions: ['supplement', 'withdraw'],
      clock: { state: 'none' },
    });
    // when
    const documents = [{ componentId: 'proof', documentId: await site.upload('citizen', 'proof') }];
    expect(
      (await site.send('citizen', 'POST', `/api/dossiers/${id}/supplement`, { data: { childName: 'X' }, documents }))
        .status,
    ).toBe(422);
    expect(
      (await site.send('receptionist', 'POST', `/api/dossiers/${id}/supplement`, { data: {}, documents })).status,
    ).toBe(403);
    expect(
      (
        await site.send('citizen', 'POST', `/api/dossiers/${id}/supplement`, {
          data: { childName: 'Nguyễn Ý' },
          documents,
        })
      ).status,
    ).toBe(202);
    await site.settle();
    // then
    const dossier = await read('citizen', id);
    expect(dossier).toMatchObject({
      status: 1,
      data: { childName: 'Nguyễn Ý', married: false },
      supplementItems: [],
      activeElements: ['intake'],
    });
    expect(dossier['documents']).toHaveLength(2);
    expect(
      (await site.send('citizen', 'POST', `/api/dossiers/${id}/supplement`, { data: {}, documents: [] })).status,
    ).toBe(409);
    // a second request is over the cap: an incident that says so
    await site.completeTask('intake', { supplementItems }, 'supplement');
    const incident = await site
      .db('incident')
      .where({ dossierId: id, state: 'open' })
      .first<{ errorMessage: string }>();
    expect(incident?.errorMessage).toContain('đủ 1 lần ở giai đoạn tiếp nhận');
  });
});

describe('a supplement of papers only', () => {
  it('takes the papers that were asked for, and no other paper or answer', async () => {
    const id = String((await file()).body['id']);
    await site.db('user_task').whereNot({ dossierId: id }).update({ state: 'canceled' });
    const supplementItems = [{ item: 'Giấy chứng sinh', reason: 'Ảnh mờ', componentId: 'proof' }];
    await site.completeTask('intake', { supplementItems }, 'supplement');
    const proof = { componentId: 'proof', documentId: await site.upload('citizen', 'proof') };
    const marriage = { componentId: 'marriage', documentId: await site.upload('citizen', 'marriage') };
    const send = (data: object, documents: object[]) =>
      site.send('citizen', 'POST', `/api/dossiers/${id}/supplement`, { data, documents });
    const pointers = (answer: { body: Record<string, unknown> }) =>
      ((answer.body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);
    // when
    const refused = await send({ childName: 'Tên khác', married: false }, [proof, marriage]);
    // then
    expect([refused.status, pointers(refused)]).toEqual([422, ['/documents/1/componentId', '/data/childName']]);
    expect(await site.db('document').where({ id: marriage.documentId }).first('dossierId')).toEqual({
      dossierId: null,
    });
    expect((await send({ married: false }, [proof])).status).toBe(202);
    await site.settle();
    expect(await read('citizen', id)).toMatchObject({ data: { childName: 'Nguyễn Ỷ' }, activeElements: ['intake'] });
  });
});

describe('a dossier filed at the counter', () => {
  it('belongs to the desk: nobody is notified, and the desk hands in what was missing', async () => {
    const id = String((await file('receptionist', { channel: 'DIRECT' })).body['id']);
    await site.db('user_task').whereNot({ dossierId: id }).update({ state: 'canceled' });
    await site.completeTask(
      'intake',
      { supplementItems: [{ item: 'Giấy chứng sinh', reason: 'Thiếu' }] },
      'supplement',
    );
    expect((await read('receptionist', id))['actions']).toEqual(['supplement', 'withdraw']);
    expect((await site.send('citizen', 'GET', `/api/dossiers/${id}`)).status).toBe(404);
    const answer = {
      data: {},
      documents: [{ componentId: 'proof', documentId: await site.upload('receptionist', 'proof') }],
    };
    expect((await site.send('receptionist', 'POST', `/api/dossiers/${id}/supplement`, answer)).status).toBe(202);
    await site.settle();
    await site.completeTask('intake', {}, 'accept');
    expect(await read('receptionist', id)).toMatchObject({
      status: 4,
      clock: { promisedAt: '2026-06-10T10:00:00.000Z' },
    });
    expect(await site.db('notification').where({ dossierId: id }).first('id')).toBeUndefined();
  });

  it('is received only at a desk of its officer', async () => {
    expect((await file('receptionist', { channel: 'DIRECT', receivingUnit: 'H29.102.2' })).status).toBe(403);
    expect((await file('leader', { channel: 'DIRECT' })).status).toBe(403);
  });
});

describe('a very long history', () => {
  it('shows its newest part, oldest first', async () => {
    const id = String((await file()).body['id']);
    const event = { dossierId: id, kind: 'x', public: true, source: 'x', title: '{"vi":"x","en":"x"}' };
    const rows = Array.from({ length: 600 }, (_, n) => ({ ...event, at: new Date(site.now() + n), detail: String(n) }));
    await site.db.batchInsert('dossier_event', rows, 200);
    const { body: timeline } = await site.send('citizen', 'GET', `/api/dossiers/${id}/timeline`);
    const shown = (timeline['items'] as unknown as { kind: string; detail: string }[]).filter(
      ({ kind }) => kind === 'x',
    );
    expect(shown.map(({ detail }) => detail)).toEqual(Array.from({ length: 500 }, (_, n) => String(n + 100)));
  });
});

describe('an end before the result', () => {
  it('refuses with a reason and a slip, and never without', async () => {
    const id = String((await file()).body['id']);
    await site.db('user_task').whereNot({ dossierId: id }).update({ state: 'canceled' });
    await site.completeTask('intake', { refusalReason: 'Không thuộc đối tượng' }, 'refuse');
    const dossier = await read('citizen', id);
    expect(dossier).toMatchObject({ status: 3, code: null, actions: [] });
    expect((dossier['papers'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['M03']);
    expect(dossier['finishedAt']).not.toBeNull();

    const other = String((await file()).body['id']);
    await site.db('user_task').whereNot({ dossierId: other }).update({ state: 'canceled' });
    await site.completeTask('intake', {}, 'refuse');
    expect(await site.db('incident').where({ dossierId: other }).first('errorMessage')).toEqual({
      errorMessage: 'Từ chối tiếp nhận phải có lý do (refusalReason)',
    });
    expect(await site.db('paper').where({ dossierId: other }).first('id')).toBeUndefined();
  });

  it('is stopped by the leader of the unit with a notice', async () => {
    const id = String((await file()).body['id']);
    await site.db('user_task').whereNot({ dossierId: id }).update({ state: 'canceled' });
    expect((await site.send('leader', 'POST', `/api/dossiers/${id}/stop`, { reason: 'chưa tiếp nhận' })).status).toBe(
      409,
    );
    await site.completeTask('intake', {}, 'accept');
    site.setTime('2026-06-05T14:30:00');
    expect(
      (await site.send('receptionist', 'POST', `/api/dossiers/${id}/stop`, { reason: 'không có quyền' })).status,
    ).toBe(403);
    expect((await read('neighbour', id))['actions']).toEqual([]);
    expect((await site.send('neighbour', 'POST', `/api/dossiers/${id}/stop`, { reason: 'đơn vị khác' })).status).toBe(
      403,
    );
    expect((await read('leader', id))['actions']).toEqual(['stop']);
    expect(
      (await site.send('leader', 'POST', `/api/dossiers/${id}/stop`, { reason: 'Có quyết định của tòa án' })).status,
    ).toBe(202);
    await site.settle();
    const dossier = await read('leader', id);
    expect(dossier).toMatchObject({ status: 8, clock: { state: 'stopped' } });
    expect((dossier['papers'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['M01', 'M05']);
  });

  it('is not offered where the process has no way for it, and refused with what to do', async () => {
    const id = String((await file()).body['id']);
    await site.db('message_wait').where({ correlationKey: id, messageName: 'dossier.withdrawn' }).delete();
    expect((await read('citizen', id))['actions']).toEqual([]);
    const answer = await site.send('citizen', 'POST', `/api/dossiers/${id}/withdraw`, { reason: 'Đổi ý' });
    expect(answer).toMatchObject({ status: 409 });
    expect(answer.body['detail']).toContain('liên hệ nơi tiếp nhận');
    expect(await site.db('dossier_event').where({ dossierId: id, kind: 'withdrawalRequested' })).toEqual([]);
  });

  it('is asked back by the owner once', async () => {
    const id = String((await file()).body['id']);
    expect((await site.send('citizen', 'POST', `/api/dossiers/${id}/withdraw`, { reason: 'Đổi ý' })).status).toBe(202);
    await site.settle();
    expect((await read('citizen', id))['activeElements']).toEqual(expect.arrayContaining(['intake', 'confirm']));
    site.setTime('2026-06-08T08:00:00');
    expect((await site.send('citizen', 'POST', `/api/dossiers/${id}/withdraw`, { reason: 'Đổi ý' })).status).toBe(409);
    expect((await site.send('other', 'POST', `/api/dossiers/${id}/withdraw`, { reason: 'Đổi ý' })).status).toBe(404);
  });
});
