import type { Browser, Page } from 'playwright-core';
import {
  findAxeViolations,
  launchBrowser,
  openVisit,
  overflowsSideways,
  signIn,
  watchPage,
} from './helpers/browser.ts';
import { openSite, password, type Site } from './helpers/pages-site.ts';

let site: Site;
let browser: Browser;
let citizen: Page;
let citizenFaults: readonly string[];

const open = async (username: string, next: string, width = 1280): Promise<readonly [Page, readonly string[]]> => {
  const page = await (await openVisit(browser, { baseUrl: site.url, width })).newPage();
  const faults = watchPage(page, site.url);
  await signIn(page, username, password, next);
  return [page, faults];
};
const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Tiếp tục', exact: true }).click();
const step = (page: Page, name: string) => page.getByRole('heading', { name: new RegExp(`^Bước \\d/\\d: ${name}$`) });

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
}, 60_000);

describe('a citizen on a phone', () => {
  beforeAll(async () => {
    [citizen, citizenFaults] = await open('citizen', '/nop/2.000635', 360);
  }, 60_000);

  it('comes back after sign-in and chooses the case', async () => {
    await citizen.getByLabel('Tự mình yêu cầu').check();
    await goOn(citizen);
    await step(citizen, 'Người nộp').waitFor();
    expect(await citizen.locator('input[name=fullName]').inputValue()).toBe('Công dân A');
  });

  it('is told which field is wrong and stands in it', async () => {
    await citizen.locator('input[name=phone]').fill('12');
    await goOn(citizen);
    await citizen.getByText('Số điện thoại chưa đúng').waitFor();
    expect(await citizen.evaluate('document.activeElement.name')).toBe('phone');
    await citizen.locator('input[name=phone]').fill('0912 345 678');
    await citizen.locator('input[name=address]').fill('Số 1, đường Hoa Sen');
    await goOn(citizen);
  });

  it('is not asked again for what was typed once', async () => {
    await citizen.getByLabel('Nơi cư trú').first().waitFor();
    expect(await citizen.getByLabel('Nơi cư trú').first().inputValue()).toBe('Số 1, đường Hoa Sen');
  });

  it('finds everything again after the page is gone', async () => {
    await citizen.getByLabel('Bản thân').check();
    await citizen.getByLabel('Họ, chữ đệm, tên người được đăng ký').fill('Công dân A');
    const [box] = [citizen.locator('.fjs-input-group:has(.fjs-select-hidden-input), .fjs-select-display').first()];
    await box.click();
    await citizen.locator('.fjs-dropdownlist-item').first().click();
    await citizen.getByLabel('Ngày', { exact: true }).first().fill('2');
    await citizen.getByLabel('Tháng', { exact: true }).first().fill('3');
    await citizen.getByLabel('Năm', { exact: true }).first().fill('1990');
    await citizen.getByLabel('Nơi đăng ký').fill('Ủy ban nhân dân phường Một');
    const saved = citizen.waitForResponse(
      (response) =>
        response.url().includes('/api/drafts/') &&
        response.request().method() === 'PUT' &&
        response.request().postData()?.includes('phường Một') === true,
    );
    await citizen.getByLabel('Tôi cam đoan lời khai').check();
    expect((await saved).status()).toBe(200);
    await citizen.reload();
    await citizen.getByLabel('Nơi đăng ký').waitFor();
    expect(await citizen.getByLabel('Nơi đăng ký').inputValue()).toBe('Ủy ban nhân dân phường Một');
  }, 30_000);

  it('checks the answers, sends them and gets a receipt', async () => {
    const declaration = citizen.getByLabel('Tôi cam đoan lời khai');
    await declaration.check();
    await goOn(citizen);
    await step(citizen, 'Giấy tờ').waitFor();
    await goOn(citizen);
    await step(citizen, 'Kiểm tra và gửi').waitFor();
    await citizen.getByRole('button', { name: 'Gửi hồ sơ' }).click();
    await citizen.getByRole('heading', { name: 'Đã gửi hồ sơ' }).waitFor();
    expect(await citizen.locator('main').innerText()).toMatch(/Mã tra cứu: [0-9A-Z-]{6,}/);
    expect(await findAxeViolations(citizen)).toEqual([]);
    expect(await overflowsSideways(citizen)).toBe(false);
  }, 30_000);
});

describe('an officer without a mouse', () => {
  it('accepts the dossier with five keystrokes, and the citizen reads it without reloading', async () => {
    const [officer, faults] = await open('officer', '/lam-viec/viec');
    await officer.getByRole('button', { name: /Công dân A/ }).waitFor();
    await officer.keyboard.press('j');
    await officer.getByRole('heading', { name: 'Kiểm tra thành phần hồ sơ' }).waitFor();
    await officer.getByRole('radio', { name: /Tiếp nhận/ }).waitFor();
    const claimed = officer.waitForResponse((response) => response.url().endsWith('/claim'));
    await officer.keyboard.press('c');
    expect((await claimed).status()).toBe(202);
    await officer.getByText('Tôi đang giữ việc này').waitFor();
    await officer.keyboard.press('Alt+1');
    expect(await officer.getByRole('radio', { name: /Tiếp nhận/ }).isChecked()).toBe(true);
    const completed = officer.waitForResponse((response) => response.url().endsWith('/complete'));
    await officer.keyboard.press('Control+Enter');
    expect((await completed).status()).toBe(202);
    await citizen
      .getByText(/^H29\.[\d.]+-\d{6}-\d{4,}$/)
      .first()
      .waitFor({ timeout: 5_000 });
    expect(faults).toEqual([]);
    expect(citizenFaults).toEqual([]);
  }, 60_000);
});

describe.each(['vi', 'en'] as const)('every page in %s', (language) => {
  const pages = [
    ['citizen', ['/ho-so', '/thong-bao', '/nop/1.001193']],
    ['officer', ['/lam-viec/viec', '/lam-viec/ho-so/khong-co']],
    ['administrator', ['/quan-tri/thu-tuc', '/quan-tri/thu-tuc/1.001193']],
  ] as const;

  it.each(pages.flatMap(([who, paths]) => [360, 1280].map((width) => [who, width, paths] as const)))(
    'of %s is accessible and fits at %i px',
    async (who, width, paths) => {
      const context = await openVisit(browser, { baseUrl: site.url, width, language });
      const page = await context.newPage();
      const faults = watchPage(page, site.url);
      await page.goto('/dang-nhap');
      await page.locator('input[name=username]').waitFor();
      expect(await findAxeViolations(page)).toEqual([]);
      await signIn(page, who, password, paths[0]);
      for (const path of paths) {
        await page.goto(path);
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await page.waitForLoadState('load');
        expect({
          path,
          found: await findAxeViolations(page),
          wide: await overflowsSideways(page),
          lang: await page.evaluate('document.documentElement.lang'),
        }).toEqual({ path, found: [], wide: false, lang: language });
      }
      expect(faults).toEqual([]);
      await context.close();
    },
    60_000,
  );
});
