import { createTestSite, type TestSite } from './test-site.ts';

const applicant = { kind: 'CITIZEN', fullName: 'Công dân A', personalId: '000095000001' };
let site: TestSite;
beforeAll(async () => {
  site = await createTestSite();
  site.setTime('2026-06-08T09:00:00');
});
afterAll(() => site.close());
const path = '/api/drafts/9.000001';
let filed = 0;
const fileOne = async (): Promise<string> => {
  const body = {
    procedureCode: '9.000001',
    caseId: 'standard',
    channel: 'ONLINE',
    applicant,
    data: { childName: 'Nam' },
    documents: [{ componentId: 'proof', documentId: await site.upload('citizen', 'proof') }],
  };
  const answer = await site.send('citizen', 'POST', '/api/dossiers', body, {
    'idempotency-key': `key-${++filed}-abcdef`,
  });
  await site.settle();
  return String(answer.body['id']);
};

describe('a draft', () => {
  it('is kept on the server, per citizen, and its writer learns of another device', async () => {
    expect((await site.send('citizen', 'GET', path)).status).toBe(404);
    const first = await site.send('citizen', 'PUT', path, { data: { childName: 'N' }, page: 2 });
    expect(first).toMatchObject({ status: 200, body: { etag: '"1"' } });
    expect((await site.send('citizen', 'PUT', path, { data: {} }, { 'if-match': '"1"' })).headers.get('etag')).toBe(
      '"2"',
    );
    expect(
      (await site.send('citizen', 'PUT', path, { data: { childName: 'lost' } }, { 'if-match': '"1"' })).status,
    ).toBe(412);
    expect((await site.send('citizen', 'PUT', path, { data: {} }, { 'if-match': 'nonsense' })).status).toBe(412);
    expect((await site.send('citizen', 'GET', path)).body['content']).toEqual({ data: {} });
    expect((await site.send('other', 'GET', path)).status).toBe(404);
    expect((await site.send('receptionist', 'GET', path)).status).toBe(403);
    expect((await site.send('citizen', 'PUT', path, { data: {}, evil: 1 })).status).toBe(422);
  });

  it('is gone once the dossier is filed', async () => {
    await site.send('citizen', 'PUT', path, { data: { childName: 'Nam' } });
    await fileOne();
    expect((await site.send('citizen', 'GET', path)).status).toBe(404);
  });

  it('is kept for procedures that there are, not under any name', async () => {
    expect((await site.send('citizen', 'PUT', '/api/drafts/9.999999', { data: {} })).status).toBe(404);
    expect(await site.db('draft').where({ procedureCode: '9.999999' })).toEqual([]);
  });

  it('can be thrown away', async () => {
    await site.send('citizen', 'PUT', path, { data: {} });
    expect((await site.send('citizen', 'DELETE', path)).status).toBe(204);
    expect((await site.send('citizen', 'GET', path)).status).toBe(404);
  });
});

describe('due dates and notices', () => {
  it('are told once each, before and after the date, and not while a process waits for the citizen', async () => {
    const id = await fileOne();
    await site.db('user_task').whereNot({ dossierId: id }).update({ state: 'canceled' });
    await site.completeTask('intake', {}, 'accept');
    expect(await site.dossiers.dueWatch.run()).toBe(0);
    site.setTime('2026-06-10T17:00:00');
    expect(await site.dossiers.dueWatch.run()).toBe(1);
    expect(await site.dossiers.dueWatch.run()).toBe(0);
    await site.settle();
    site.setTime('2026-06-11T17:01:00');
    const runs = await Promise.all([site.dossiers.dueWatch.run(), site.dossiers.dueWatch.run()]);
    expect(runs.reduce((sum, told) => sum + told)).toBe(1);
    await site.settle();
    const notices = (await site.send('citizen', 'GET', '/api/notifications?unread=true')).body;
    expect(
      (notices['items'] as unknown as { title: { vi: string } }[]).map(({ title }) => title.vi.replace(/H29\S+/, '#')),
    ).toEqual(['Hồ sơ # chậm hẹn, cơ quan xin lỗi Ông/Bà', 'Hồ sơ # sắp đến hạn trả', 'Hồ sơ # đã được tiếp nhận']);
    expect((await site.send('citizen', 'GET', `/api/dossiers/${id}`)).body['clock']).toMatchObject({
      state: 'overdue',
      remainingMinutes: 0,
    });
  });

  it('are read one by one or all at once, by their own reader', async () => {
    const list = async () =>
      (await site.send('citizen', 'GET', '/api/notifications?limit=2')).body as unknown as {
        items: { id: string }[];
        unread: number;
        next: string | null;
      };
    const { items, next } = await list();
    expect(next).not.toBeNull();
    expect((await site.send('other', 'POST', `/api/notifications/${items[0]?.id}/read`)).status).toBe(404);
    expect((await site.send('citizen', 'POST', `/api/notifications/${items[0]?.id}/read`)).status).toBe(204);
    expect((await list()).unread).toBe(2);
    expect((await site.send('citizen', 'GET', `/api/notifications?limit=2&after=${String(next)}`)).body).toMatchObject({
      items: [{ readAt: null }],
      next: null,
    });
    await site.send('citizen', 'POST', '/api/notifications/read');
    expect((await list()).unread).toBe(0);
    expect((await site.send('citizen', 'GET', '/api/notifications?after=nonsense')).status).toBe(400);
  });
});

describe('tracking over HTTP', () => {
  it('says when to come back after many wrong guesses', async () => {
    const guess = () => site.send(null, 'GET', '/api/tracking/H29.101.2-260608-0001?lookup=AAAAAAAAAA');
    let answer = await guess();
    expect(answer.status).toBe(404);
    for (let count = 0; count < 10; count++) answer = await guess();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
