import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { fileSmall, getTask, releaseSmallPackage } from './small-dossiers.ts';

/** More than the pool has connections: acts that wait for a second one would wait for each other. */
const ACTS = 14;
let site: Site;
beforeAll(async () => {
  site = await startSite();
  await releaseSmallPackage(site);
});
afterAll(() => site.close());

it('more acts at once than there are connections all come through', async () => {
  const [citizen, desk, leader] = (await Promise.all(
    ['citizen', 'receptionist', 'leader'].map(async (name) => (await site.as(name)).send),
  )) as [Send, Send, Send];
  const ids: string[] = [];
  for (let index = 0; index < ACTS; index++) ids.push(String((await fileSmall(citizen)).body['id']));
  await site.settle();
  const tasks = await Promise.all(ids.map((id) => getTask(desk, id)));
  const { id: personId } = await site.db('person').where({ username: 'receptionist' }).first<{ id: string }>('id');
  // when
  const answers = await Promise.all(
    tasks.map(({ key, etag }) => leader('POST', `/api/tasks/${key}/assign`, { personId }, { 'if-match': etag })),
  );
  // then
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: ACTS }, () => 202));
});
