import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { fileSmall, getTask, releaseSmallPackage } from './small-dossiers.ts';

const NOTE = 'Ghi chú mật của cán bộ';

let site: Site;
let citizen: Send;
let desk: Send;
let dossierId: string;

const act = async (data: object): Promise<void> => {
  const { key, etag } = await getTask(desk, dossierId);
  const { status } = await desk('POST', `/api/tasks/${key}/complete`, { data }, { 'if-match': etag });
  expect(status).toBe(202);
  await site.settle();
};

beforeAll(async () => {
  site = await startSite();
  await releaseSmallPackage(site);
  citizen = (await site.as('citizen')).send;
  desk = (await site.as('receptionist')).send;
  dossierId = String((await fileSmall(citizen)).body['id']);
  await site.settle();
  await act({ outcome: 'accept', remark: NOTE });
  await act({ remark: NOTE });
});
afterAll(() => site.close());

const everythingOf = async (send: Send): Promise<string> => {
  const paths = [
    `/api/dossiers/${dossierId}`,
    `/api/dossiers/${dossierId}/timeline`,
    '/api/dossiers',
    '/api/notifications',
    '/api/drafts/9.000777',
  ];
  return (await Promise.all(paths.map(async (path) => (await send('GET', path)).text))).join('\n');
};

describe('what officers write and work out', () => {
  it('is read by the officers of the dossier', async () => {
    const { body } = await desk('GET', `/api/dossiers/${dossierId}`);
    expect(body['data']).toEqual({ childName: 'Công dân Bí Mật', copies: 2, remark: NOTE });
    expect((await desk('GET', `/api/dossiers/${dossierId}/timeline`)).text).toContain('Cán bộ tiếp nhận');
  });

  it('does not reach the applicant: neither the dossier, nor its timeline, lists or notices hold it', async () => {
    const { status, body } = await citizen('GET', `/api/dossiers/${dossierId}`);
    expect([status, body['data']]).toEqual([200, { childName: 'Công dân Bí Mật', copies: 2 }]);
    const all = await everythingOf(citizen);
    for (const inner of [NOTE, 'Cán bộ tiếp nhận (dùng thử)', 'receptionist', '"rate"'])
      expect([inner, all.includes(inner)]).toEqual([inner, false]);
  });

  it('does not reach the public tracking, which knows no name at all', async () => {
    const { body } = await citizen('GET', `/api/dossiers/${dossierId}`);
    const { status, text } = await site.stranger(
      'GET',
      `/api/tracking/${String(body['code'])}?lookup=${String(body['lookupCode'])}`,
    );
    expect(status).toBe(200);
    for (const inner of [NOTE, 'Công dân', '000095000001', '0900000001', 'receptionist'])
      expect([inner, text.includes(inner)]).toEqual([inner, false]);
  });
});

it('the key of the public tracking is for the applicant and the desk alone', async () => {
  const keyFor = async (username: string): Promise<unknown> =>
    (await (await site.as(username)).send('GET', `/api/dossiers/${dossierId}`)).body['lookupCode'];
  expect(await keyFor('citizen')).toEqual(expect.any(String));
  expect(await keyFor('receptionist')).toBe(await keyFor('citizen'));
  expect(await keyFor('leader')).toBeNull();
  expect(await keyFor('cityLeader-H29-01')).toBeNull();
});

it('a dossier is seen by its units, by those above them, and by no other', async () => {
  const statusFor = async (username: string, path = `/api/dossiers/${dossierId}`): Promise<number> =>
    (await (await site.as(username)).send('GET', path)).status;
  const expected: readonly (readonly [string, number])[] = [
    ['citizen', 200],
    ['citizen2', 404],
    ['receptionist', 200],
    ['officer', 200],
    ['leader', 200],
    ['cityLeader-H29-01', 200],
    ['receptionOfficer-H29.102.2-01', 403],
    ['unitLeader-H29.103-01', 403],
    ['externalOfficer-G01.101-01', 403],
    ['administrator', 403],
    ['analyst', 403],
  ];
  for (const [username, status] of expected) {
    expect([username, await statusFor(username)]).toEqual([username, status]);
    expect([username, await statusFor(username, `/api/dossiers/${dossierId}/timeline`)]).toEqual([username, status]);
  }
  const { body } = await citizen('GET', `/api/dossiers/${dossierId}`);
  const papers = body['papers'] as unknown as { documentId: string }[];
  expect(papers.length).toBeGreaterThan(0);
  for (const { documentId } of papers)
    for (const [username, status] of expected)
      expect([username, await statusFor(username, `/api/documents/${documentId}`)]).toEqual([
        username,
        status === 200 ? 200 : 404,
      ]);
});
