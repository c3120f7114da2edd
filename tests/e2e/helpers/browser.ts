import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser of this machine: CHROMIUM_PATH, else the first one on the PATH. @throws Error when there is none */
export const findChromium = (): string => {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [process.env['CHROMIUM_PATH'] ?? '', ...onPath].find((file) => file !== '' && isExecutable(file));
  if (!found) throw new Error('No Chromium: install the package chromium or set CHROMIUM_PATH');
  return found;
};

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=vi-VN'],
  });

export type Visit = {
  readonly baseUrl: string;
  readonly width?: number;
  readonly language?: 'vi' | 'en';
  readonly scheme?: 'light' | 'dark';
};

/** A visitor of their own: cookies, language, size and theme are shared with nobody. */
export const openVisit = async (
  browser: Browser,
  { baseUrl, width = 1280, language = 'vi', scheme = 'light' }: Visit,
): Promise<BrowserContext> => {
  const context = await browser.newContext({
    baseURL: baseUrl,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    viewport: { width, height: width < 500 ? 780 : 820 },
  });
  await context.addCookies([{ name: 'lang', value: language, url: baseUrl }]);
  return context;
};

/** Signs in through the page, as people do, and waits until the page behind it is there. */
export const signIn = async (page: Page, username: string, password: string, next = ''): Promise<void> => {
  await page.goto(`/dang-nhap${next ? `?tiep=${encodeURIComponent(next)}` : ''}`);
  await page.locator('input[name=username]').fill(username);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/dang-nhap');
};

/** Findings of axe in the present state of the page, one line each; empty = clean. */
export const findAxeViolations = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  type Result = {
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
    }[];
  };
  const { violations } = await page.evaluate<Result>("axe.run(document, { resultTypes: ['violations'] })");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary.replace(/\s+/g, ' ')}`),
  );
};

/** True when the page is wider than the screen, which makes people scroll sideways. */
export const overflowsSideways = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/**
 * Listens from now on for what must not happen: errors of the page, and requests that leave the site. Refusals of the API
 * (4xx) are answers, not errors, though Chromium writes them to its console.
 */
export const watchPage = (page: Page, baseUrl: string): readonly string[] => {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(`error: ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== new URL(baseUrl).origin)
      faults.push(`leaves the site: ${url.origin}`);
  });
  return faults;
};
