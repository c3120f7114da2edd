import type { DossierView } from '../../../core/contracts/dossier.ts';
import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { fileSmall, releaseSmallPackage } from '../site/small-dossiers.ts';

let site: Site;
let desk: Send;
let citizen: Send;
let id: string;

beforeAll(async () => {
  site = await startSite();
  [desk, citizen] = (await Promise.all(
    ['receptionist', 'citizen'].map(async (name) => (await site.as(name)).send),
  )) as [Send, Send];
  await releaseSmallPackage(site);
  id = String((await fileSmall(citizen)).body['id']);
  await site.settle();
});
afterAll(() => site.close());
afterEach(() => site.db('engineOutbox').delete());

const read = async (send: Send): Promise<DossierView> =>
  (await send('GET', `/api/dossiers/${id}`)).body as unknown as DossierView;
const writeDown = (state: string, createdAt: Date) =>
  site.db('engineOutbox').insert({
    ...{ lane: id, dossierId: id, state, createdAt, endedAt: state === 'open' ? null : createdAt },
    command: JSON.stringify({ type: 'publishMessage', name: 'm', correlationKey: id, timeToLiveMs: 1, variables: {} }),
    refusal: state === 'refused' ? JSON.stringify({ type: 'NOT_FOUND', message: 'x', problems: [] }) : null,
  });

it('says nothing of the system while every act has been carried out', async () => {
  expect((await read(citizen)).awaitsSystem).toBeNull();
});

it.each([
  ['open', false],
  ['refused', true],
])('tells officers and the applicant of an act that is %s', async (state, refused) => {
  const at = new Date(Date.now() - 60_000);
  await writeDown(state, at);
  for (const send of [desk, citizen])
    expect((await read(send)).awaitsSystem).toEqual({ since: at.toISOString(), refused });
});

it('knows the process and where it stands though only the feed does', async () => {
  const before = await read(desk);
  expect(before.processInstanceKey).toMatch(/^\d+$/);
  expect(before.activeElements.length).toBeGreaterThan(0);
  await site.db('dossier').where({ id }).update({ processInstanceKey: null });
  expect(await read(desk)).toEqual(before);
});
