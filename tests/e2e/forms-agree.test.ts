import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { checkSubmission } from '../../core/forms/check-submission.ts';
import type { Variables } from '../../core/contracts/json.ts';
import { formOf, readCorpus } from '../core/forms/corpus.ts';

const SLOW = 30_000;
const NOW = Date.UTC(2026, 10, 24, 3);
const corpus = readCorpus();
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
};
const html =
  '<!doctype html><html lang="vi"><head><title>Biểu mẫu</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"></head><body><main><h1>Biểu mẫu</h1><div id="root"></div></main><script type="module" src="/page.js"></script></body></html>';

let folder: string;
let server: Server;
let browser: Browser;
let page: Page;
let upload: { status: number; body: object } = { status: 201, body: {} };
const uploads: string[] = [];
const complaints: string[] = [];

const pages = join(import.meta.dirname, 'pages');
const bundle = (): Promise<unknown> =>
  promisify(execFile)(process.execPath, [join(pages, 'build-page.mjs'), 'forms-page.mjs', folder], {
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' },
  });

/** The page under the product's own content policy, and an answer to uploads that the test decides. */
const serve = (): Server =>
  createServer((req, res) => {
    const path = req.url ?? '/';
    if (path === '/api/documents') {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        uploads.push(Buffer.concat(chunks).toString('latin1'));
        res.writeHead(upload.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(upload.body));
      });
      return;
    }
    const file = path === '/' ? Promise.resolve(Buffer.from(html)) : readFile(join(folder, path.slice(1)));
    file.then(
      (bytes) =>
        res
          .writeHead(200, {
            'Content-Type': types[path === '/' ? '.html' : extname(path)] ?? 'application/octet-stream',
            'Content-Security-Policy':
              "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:",
          })
          .end(bytes),
      () => res.writeHead(404).end(),
    );
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mc-forms-'));
  await bundle();
  server = serve();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=en-US'],
  });
  // an English browser in another zone: neither may change what a Vietnamese form says or accepts
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/New_York' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith('http://127.0.0.1') || complaints.push(request.url()));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** Asks until it is so. The page's content policy keeps the driver from polling inside of it. */
const until = async (condition: string): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!(await page.evaluate<boolean>(condition)))
    if (performance.now() > deadline) throw new Error(`Never came true: ${condition}`);
};
const open = async (): Promise<void> => {
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await until('typeof window.showForm === "function"');
};
const show = async (props: object): Promise<void> => {
  await open();
  await page.evaluate(`window.showForm(${JSON.stringify({ data: {}, readOnly: false, language: 'vi', ...props })})`);
  await page.waitForSelector('.fjs-form .fjs-form-field');
};
const submit = (): Promise<unknown> => page.evaluate(`document.querySelector('form').requestSubmit()`);
const submissions = (): Promise<Variables[]> => page.evaluate('window.submissions');

describe('the table of answers, in the browser', () => {
  beforeAll(open, SLOW);

  it.each(corpus.cases.map((entry) => [`${entry.form}: ${entry.name}`, entry] as const))(
    '%s',
    async (_name, entry) => {
      const form = formOf(corpus, entry);
      const call = [form, entry.data, NOW].map((value) => JSON.stringify(value)).join(',');
      const { failing, sent } = await page.evaluate<{ failing: string[]; sent: Variables | null }>(
        `window.answerForm(${call})`,
      );
      expect(failing).toEqual(entry.failing);
      // what the browser lets pass, the server lets pass as well
      const refused = checkSubmission(form, sent ?? {}, { now: NOW }).problems.map(({ fieldId }) => fieldId);
      if (sent) expect(refused.filter((id) => !entry.serverOnly?.includes(id))).toEqual([]);
    },
    SLOW,
  );
});

const text = (key: string, more: object = {}): object => ({
  id: key.toUpperCase(),
  type: 'textfield',
  key,
  label: `Mục ${key}`,
  ...more,
});
const form = (...components: object[]): object => ({ type: 'default', schemaVersion: 19, components });

describe('the form on a page', () => {
  it(
    'lists what is wrong, takes the focus there, and leads to each field',
    async () => {
      await show({
        schema: form(text('a', { validate: { required: true } }), {
          id: 'N',
          type: 'datetime',
          key: 'n',
          subtype: 'date',
          dateLabel: 'Ngày sinh',
          validate: { required: true },
        }),
      });
      await submit();
      const summary = page.locator('.mc-form-summary');
      await summary.waitFor();
      expect(await summary.innerText()).toMatch(
        /Có 2 mục cần sửa[^]*Mục a: Chưa trả lời mục này\.[^]*Ngày sinh: Chưa trả lời mục này\./,
      );
      expect(await page.evaluate(`document.activeElement.className`)).toBe('mc-form-summary');
      expect(await page.title()).toBe('(2) Biểu mẫu');
      await summary.getByRole('button', { name: /Ngày sinh/ }).click();
      expect(await page.evaluate(`document.activeElement.closest('label').innerText`)).toContain('Ngày');
      expect(await submissions()).toEqual([]);
    },
    SLOW,
  );

  it(
    'sends answers, and withdraws the list once nothing is wrong',
    async () => {
      await show({ schema: form(text('a', { validate: { required: true } })) });
      await submit();
      await page.getByLabel('Mục a').fill('x');
      await submit();
      await until('window.submissions.length === 1');
      expect(await submissions()).toEqual([{ a: 'x' }]);
      expect(await page.locator('.mc-form-summary').count()).toBe(0);
      expect(await page.title()).toBe('Biểu mẫu');
    },
    SLOW,
  );

  it(
    'keeps what was typed when values change outside, and lets conditions follow',
    async () => {
      const schema = form(text('a'), text('b'), text('why', { conditional: { hide: '=outcome != "return"' } }));
      await show({ schema, data: { a: 'old', b: 'old' } });
      await page.getByLabel('Mục a').fill('typed');
      await page.evaluate(`window.update({ data: { a: 'new', b: 'new', outcome: 'return' } })`);
      await page.getByLabel('Mục why').waitFor();
      expect(await page.getByLabel('Mục a').inputValue()).toBe('typed');
      expect(await page.getByLabel('Mục b').inputValue()).toBe('new');
      await page.getByLabel('Mục why').fill('thiếu trang 2');
      await page.evaluate(`window.update({ data: { a: 'new', b: 'new', outcome: 'return' } })`);
      await submit();
      await until('window.submissions.length === 1');
      expect(await submissions()).toEqual([{ a: 'typed', b: 'new', why: 'thiếu trang 2' }]);
    },
    SLOW,
  );

  it(
    'tells each change, without hidden fields',
    async () => {
      await show({ schema: form(text('a'), text('b', { conditional: { hide: '=a != "1"' } })), data: { b: 'stale' } });
      await page.getByLabel('Mục a').fill('2');
      await until('window.changes.length > 0');
      expect(await page.evaluate('window.changes.at(-1)')).toEqual({ a: '2' });
    },
    SLOW,
  );

  it(
    'takes dates as day, month, year in any browser, typed or pasted',
    async () => {
      await show({ schema: form({ id: 'D', type: 'datetime', key: 'd', subtype: 'date', dateLabel: 'Ngày cấp' }) });
      await page.getByLabel('Ngày', { exact: true }).fill('3');
      await page.getByLabel('Tháng').fill('2');
      await page.getByLabel('Năm').fill('2020');
      await submit();
      await until('window.submissions.length === 1');
      await page.getByLabel('Ngày', { exact: true }).fill('31');
      await submit();
      await page.locator('.mc-form-summary').waitFor();
      await page.evaluate(`(() => { const data = new DataTransfer(); data.setData('text', '24/11/2026');
      document.querySelector('.mc-form-date input').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); })()`);
      await submit();
      await until('window.submissions.length === 2');
      expect(await submissions()).toEqual([{ d: '2020-02-03' }, { d: '2026-11-24' }]);
    },
    SLOW,
  );

  it(
    'sends a file when it is chosen, keeps a reference, and says why one was refused',
    async () => {
      await show({
        schema: form({ id: 'F', type: 'filepicker', key: 'f', label: 'Giấy chứng sinh', validate: { required: true } }),
      });
      expect(await page.locator('.mc-form-hint').innerText()).toBe(
        'PDF, JPEG, PNG, HEIC, DOCX, XML; mỗi tệp không quá 20 MB.',
      );
      const choose = (name: string) =>
        page
          .locator('input[type=file]')
          .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x') });
      upload = {
        status: 415,
        body: { type: '/problems/x', title: 'x', status: 415, detail: 'Loại tệp không được nhận.' },
      };
      await choose('xấu.pdf');
      await page.getByText('Chưa gửi được xấu.pdf: Loại tệp không được nhận.').waitFor();
      upload = {
        status: 201,
        body: { id: 'doc-1', name: 'tốt.pdf', size: 10, mime: 'application/pdf', sha256: 'x', componentId: null },
      };
      await choose('tốt.pdf');
      await page.getByRole('link', { name: 'tốt.pdf' }).waitFor();
      await submit();
      await until('window.submissions.length === 1');
      expect(await submissions()).toEqual([{ f: [{ documentId: 'doc-1', name: 'tốt.pdf', size: 10 }] }]);
      expect(uploads.at(-1)).toContain('%PDF-1.7 x');
      await page.getByRole('button', { name: 'Bỏ tốt.pdf' }).click();
      await submit();
      await page.locator('.mc-form-summary').waitFor();
    },
    SLOW,
  );

  it(
    'shows answers read-only and never sends them',
    async () => {
      await show({ schema: form(text('a')), data: { a: 'x' }, readOnly: true });
      expect(await page.getByLabel('Mục a').getAttribute('readonly')).not.toBeNull();
      await submit();
      expect(await submissions()).toEqual([]);
    },
    SLOW,
  );

  it(
    'speaks English where the author did',
    async () => {
      await show({
        schema: form(text('a', { properties: { labelEn: 'Full name' }, validate: { required: true } })),
        language: 'en',
      });
      await submit();
      await page.locator('.mc-form-summary').waitFor();
      expect(await page.locator('.mc-form-summary').innerText()).toContain('Full name: Field is required.');
    },
    SLOW,
  );

  it.each([360, 1280])(
    'leaves the bpmn.io mark in sight at %i pixels and has no accessibility violation',
    async (width) => {
      await page.setViewportSize({ width, height: 800 });
      const [person, files] = [corpus.forms['person'], corpus.forms['files']];
      await show({
        schema: form(
          ...[...(person?.components ?? []), ...(files?.components ?? [])],
          ...(corpus.forms['dates']?.components ?? []),
        ),
      });
      await submit();
      await page.locator('.mc-form-summary').waitFor();
      const mark = page.locator('.fjs-powered-by-link, .fjs-powered-by a').first();
      await mark.scrollIntoViewIfNeeded();
      const box = await mark.boundingBox();
      expect(box?.width).toBeGreaterThan(40);
      const onTop = `(() => { const e = document.querySelector('.fjs-powered-by'); const b = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2)); })()`;
      expect(await page.evaluate(onTop)).toBe(true);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
      const violations = await page.evaluate<{ id: string; nodes: number }[]>(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`,
      );
      expect(violations).toEqual([]);
    },
  );
});

it('asked no other site for anything and wrote no error', () => {
  const refusedUpload = complaints.filter((text) => !text.includes('415'));
  expect(refusedUpload).toEqual([]);
});
