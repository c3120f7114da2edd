import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { cloneDatabase, type TestDatabase } from '../helpers/database.ts';
import { startServer } from '../helpers/server-process.ts';
import {
  findAxeViolations,
  launchBrowser,
  openVisit,
  overflowsSideways,
  signIn,
  watchPage,
} from './helpers/browser.ts';
import { password } from './helpers/pages-site.ts';

const DOSSIER = 'ho-so-thu-nghiem';
const PAGE = '/quan-tri/he-thong';

let database: TestDatabase;
let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;

beforeAll(async () => {
  [database, folder] = await Promise.all([cloneDatabase(), mkdtemp(join(tmpdir(), 'mot-cua-engine-page-'))]);
  server = await startServer({ DATABASE_URL: database.url, DATA_DIR: folder, DEMO_PASSWORD: password });
  browser = await launchBrowser();
  await database.db.raw(
    `insert into dossier (id, code, lookup_code, procedure_code, version, case_id, channel, applicant, applicant_name, owner_id, created_by,
       receiving_unit, data, engine, process_definition_key, process_instance_key, submitted_at, search)
     select ?, 'H29.101.2-261124-0001', 'ABCD-EFGH', '2.000635', 1, 'x', 'ONLINE', '{"kind":"CITIZEN","fullName":"Công dân A"}', 'Công dân A', id, id,
       'H29.101.2', '{}', 'zeebe', '1', '1', now(), '' from person where username = 'citizen'`,
    [DOSSIER],
  );
  await database.db('dossierUnit').insert({
    ...{ dossierId: DOSSIER, unitCode: 'H29.101.2', relation: 'receiving', submittedAt: new Date() },
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);
beforeEach(async () => {
  for (const table of ['engine_outbox', 'engine_dead_letter', 'incident']) await database.db(table).delete();
});

const writeDown = async (state: 'open' | 'refused'): Promise<string> => {
  const [row] = await database
    .db('engineOutbox')
    .insert({
      ...{ lane: DOSSIER, dossierId: DOSSIER, state, createdAt: new Date(Date.now() - 90_000) },
      command: JSON.stringify({
        type: 'publishMessage',
        name: 'm',
        correlationKey: 'x',
        timeToLiveMs: 1,
        variables: {},
      }),
      ...(state === 'refused'
        ? { endedAt: new Date(), refusal: JSON.stringify({ type: 'INVALID_STATE', message: 'no', problems: [] }) }
        : {}),
    })
    .returning<{ id: string }[]>('id');
  return row?.id ?? '';
};
const addIncident = (key: string) =>
  database.db('incident').insert({
    ...{ key, state: 'open', errorType: 'JOB_NO_RETRIES', errorMessage: 'Giờ làm việc chưa đúng', dossierId: DOSSIER },
    ...{
      processInstanceKey: '1',
      processDefinitionKey: '1',
      bpmnProcessId: 'p',
      elementInstanceKey: '1',
      elementId: 'accept',
    },
    createdAt: new Date(),
  });
const open = async (
  who: string,
  path: string,
  look: { width?: number; language?: 'vi' | 'en'; scheme?: 'light' | 'dark' } = {},
): Promise<readonly [Page, readonly string[]]> => {
  const page = await (await openVisit(browser, { baseUrl: server.url, ...look })).newPage();
  const faults = watchPage(page, server.url);
  await signIn(page, who, password, path);
  return [page, faults];
};

it('a citizen and an officer read that an act waits, and the line goes away by itself', async () => {
  const id = await writeDown('open');
  const pages = await Promise.all([
    open('citizen', `/ho-so/${DOSSIER}?da-nop`),
    open('receptionist', `/lam-viec/ho-so/${DOSSIER}`),
  ]);
  for (const [page] of pages) await page.getByText('Đang chờ hệ thống: đã ghi nhận lúc').waitFor();
  await database.db('engineOutbox').where({ id }).update({ state: 'done' });
  for (const [page, faults] of pages) {
    await page.getByText('Đang chờ hệ thống').waitFor({ state: 'detached', timeout: 15_000 });
    expect(faults).toEqual([]);
    await page.context().close();
  }
}, 60_000);

it('what was refused reads as being checked to the citizen, and with what to do to the officer', async () => {
  await writeDown('refused');
  const [citizen] = await open('citizen', `/ho-so/${DOSSIER}`);
  await citizen.getByText('đang được kiểm tra').waitFor();
  const [officer] = await open('receptionist', `/lam-viec/ho-so/${DOSSIER}`);
  await officer.getByText('Hệ thống không thực hiện được việc đã ghi nhận').waitFor();
  await Promise.all([citizen.context().close(), officer.context().close()]);
}, 60_000);

describe('the page of the process system', () => {
  it('sends again what was refused, by keyboard, and puts away what needs nothing more', async () => {
    const [first, second] = [await writeDown('refused'), await writeDown('refused')];
    const [page, faults] = await open('administrator', `${PAGE}/tu-choi#tu-choi-${first}`);
    await page.locator(`#tu-choi-${first}[data-here=true]`).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe(`tu-choi-${first}`);
    await page.locator(`#tu-choi-${first}`).getByRole('button', { name: 'Gửi lại' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Gửi lại việc bị từ chối' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator(`#tu-choi-${first}`).waitFor({ state: 'detached' });
    await page.locator(`#tu-choi-${second}`).getByRole('button', { name: 'Cất đi' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cất đi' }).click();
    await page.getByText('Không có việc nào bị từ chối').waitFor();
    expect(await database.db('engineOutbox').orderBy('id').pluck<string[]>('state')).toEqual(['open', 'refused']);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('says why another try is refused, in the dialog that asked', async () => {
    await addIncident('900');
    const [page] = await open('administrator', PAGE);
    await page.getByRole('button', { name: 'Chạy lại bước accept' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Chạy lại' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);

  const looks = [
    { width: 360, language: 'vi', scheme: 'light' },
    { width: 768, language: 'en', scheme: 'dark' },
    { width: 980, language: 'en', scheme: 'light' },
    { width: 1600, language: 'vi', scheme: 'dark' },
  ] as const;
  it.each(looks)(
    'is accessible and fits: %j',
    async (look) => {
      const [page, faults] = await open('administrator', PAGE, look);
      const check = async (what: string): Promise<void> => {
        expect([what, await findAxeViolations(page), await overflowsSideways(page)]).toEqual([what, [], false]);
      };
      await page.locator('main h2').first().waitFor({ state: 'attached' });
      await check('empty');
      await addIncident('900');
      await writeDown('refused');
      await database
        .db('engineDeadLetter')
        .insert({ stage: 'sink', raw: 'x', reason: 'r'.repeat(200), at: new Date() });
      for (const part of ['su-co', 'tu-choi', 'ban-ghi']) {
        await page.goto(`${PAGE}/${part}`);
        await page.locator('tbody tr').first().waitFor();
        await check(part);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
    90_000,
  );

  it('is the administrators’ alone', async () => {
    const [page] = await open('officer', PAGE);
    await page.getByRole('alert').first().waitFor();
    expect(await page.locator('main').innerText()).toContain('Không có quyền');
    await page.context().close();
  }, 60_000);
});
