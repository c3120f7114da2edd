import type { Page } from 'playwright-core';
import { findAxeViolations, overflowsSideways } from './helpers/browser.ts';
import { fillInBirth, filingPath, sendDossier } from './helpers/birth-registration.ts';
import { visitSite, type VisitedSite } from './helpers/visited-site.ts';

let site: VisitedSite;
let dossier: string;

beforeAll(async () => {
  site = await visitSite();
  const citizen = await site.open({ as: 'citizen' });
  await citizen.goto(filingPath);
  await fillInBirth(citizen, 'Công dân C', 'CS-2026-0001');
  dossier = (await sendDossier(citizen)).replace('/ho-so/', '');
}, 120_000);
afterAll(() => site?.close());

const isSettled = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
};
const checkPage = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await isSettled(page);
  expect({ path, found: await findAxeViolations(page), wide: await overflowsSideways(page) }).toEqual({
    path,
    found: [],
    wide: false,
  });
};

const publicPages = ['/', '/thu-tuc', '/thu-tuc/1.001193', '/tra-cuu', '/khong-co', '/dang-nhap'];
/** Light is looked at, page by page, in the test beside this one. */
const looks = [
  { scheme: 'dark', language: 'vi', width: 360 },
  { scheme: 'dark', language: 'en', width: 1280 },
] as const;

it('the public pages are accessible and fit on a phone, in daylight', async () => {
  const page = await site.open({ width: 360 });
  for (const path of publicPages) await checkPage(page, path);
  await page.context().close();
});

describe.each(looks)('in $language, $scheme, at $width px', (look) => {
  it('the public pages are accessible and fit', async () => {
    const page = await site.open(look);
    for (const path of publicPages) await checkPage(page, path);
    await page.context().close();
  });

  it.each([
    ['citizen', () => ['/ho-so', `/ho-so/${dossier}`, '/thong-bao', filingPath]],
    ['officer', () => ['/lam-viec/viec', `/lam-viec/ho-so/${dossier}`]],
    ['administrator', () => ['/quan-tri/thu-tuc', '/quan-tri/thu-tuc/1.001193']],
  ] as const)('the pages of %s are accessible and fit', async (as, paths) => {
    const page = await site.open({ ...look, as });
    for (const path of paths()) await checkPage(page, path);
    await page.context().close();
  });
});

describe('an officer with a keyboard only', () => {
  it('opens, claims, fills in, decides and sends', async () => {
    const page = await site.open({ as: 'officer' });
    await page.getByRole('button', { name: /Kiểm tra thành phần hồ sơ/ }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Kiểm tra thành phần hồ sơ' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('c');
    await page.getByText('Tôi đang giữ việc này').waitFor();
    await page.locator('.mc-form').getByLabel('Danh tính người nộp').waitFor();
    await page.keyboard.press('i');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Danh tính người nộp').isChecked()).toBe(true);
    await page.keyboard.press('Alt+1');
    expect(await page.getByRole('radio', { name: /^Tiếp nhận/ }).isChecked()).toBe(true);
    expect(await findAxeViolations(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã hoàn thành: Kiểm tra thành phần hồ sơ').first().waitFor();
    await page.getByRole('button', { name: /Thẩm tra, xác minh/ }).waitFor();
  });

  it('reads the diagram of the dossier, its documents and what happened', async () => {
    const page = await site.open({ as: 'officer' });
    await page.goto(`/lam-viec/ho-so/${dossier}`);
    for (const tab of ['Giấy tờ', 'Quy trình', 'Nhật ký']) {
      await page.getByRole('tab', { name: tab }).press('Enter');
      await isSettled(page);
      expect({ tab, found: await findAxeViolations(page) }).toEqual({ tab, found: [] });
    }
    await page.getByRole('tab', { name: 'Quy trình' }).press('Enter');
    await page.locator('.bjs-powered-by').waitFor();
    expect(await page.getByText('đang ở đây').count()).toBeGreaterThan(0);
  });
});

it('no page wrote an error, failed a request or asked another site', () => {
  const answeredNotFound = '404 GET /khong-co';
  expect(site.faults().filter((fault) => fault !== answeredNotFound)).toEqual([]);
});
