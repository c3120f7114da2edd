import { request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { Answer } from '../../helpers/http.ts';
import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { fileSmall, releaseSmallPackage } from '../site/small-dossiers.ts';

let site: Site;
let citizen: Send;
let dossierId: string;
let lookupCode: string;

beforeAll(async () => {
  site = await startSite();
  await releaseSmallPackage(site);
  citizen = (await site.as('citizen')).send;
  const { body } = await fileSmall(citizen);
  [dossierId, lookupCode] = [String(body['id']), String(body['lookupCode'])];
  await site.settle();
});
afterAll(() => site.close());

/** Each question from an address of its own, so that no test slows down another one's guesses. */
let asked = 0;
const page = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  site.stranger('GET', path, undefined, { 'x-forwarded-for': `198.51.100.${++asked % 250}`, ...headers });
const track = (code: string, key: string, address?: string): Promise<Answer> =>
  page(
    `/tra-cuu?${new URLSearchParams({ ma: code, khoa: key }).toString()}`,
    address === undefined ? {} : { 'x-forwarded-for': address },
  );
const attributesOf = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');

const rawGet = (hostname: string, port: number, path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    request({ hostname, port, path }, (res) => {
      readText(res).then((text) => resolve({ status: res.statusCode ?? 0, text }), reject);
    })
      .on('error', reject)
      .end();
  });

const pages = [
  '/',
  '/thu-tuc',
  '/thu-tuc?q=khai',
  '/thu-tuc/1.001193',
  '/thu-tuc/1.001193?truong-hop=B-2',
  '/thu-tuc/2.000635',
  '/thu-tuc/2.002621',
  '/tra-cuu',
  '/khong-co-trang-nay',
  '/thu-tuc/9.9.9',
];

describe.each(pages)('the page %s', (path) => {
  it('reads without scripts, names its language and has one heading and landmarks', async () => {
    const { status, headers, text } = await page(path);
    expect(status).toBe(/khong-co|9\.9\.9/.test(path) ? 404 : 200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toMatch(/^<!doctype html>\s*<html lang="vi">/);
    expect(text).not.toMatch(/<script|javascript:|\son\w+="/i);
    expect(text.match(/<h1[ >]/g)).toHaveLength(1);
    for (const landmark of ['<main id="noi-dung"', '<header', '<nav', 'class="skip"']) expect(text).toContain(landmark);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is there in English too, remembers it, and links back', async () => {
    const vi = await page(path);
    const en = await page(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
    expect(en.status).toBe(vi.status);
    expect(en.text).toContain('<html lang="en">');
    expect(/<h1>([^<]*)/.exec(en.text)?.[1]).not.toBe(/<h1>([^<]*)/.exec(vi.text)?.[1]);
    expect(en.headers.get('set-cookie')).toContain('lang=en');
    expect((await page(path, { cookie: 'lang=en' })).text).toContain('<html lang="en">');
    expect(attributesOf(en.text, 'href').some((href) => href.includes('lang=vi'))).toBe(true);
  });
});

describe('links of a page', () => {
  it('lead to pages that exist', async () => {
    const seen = new Set<string>();
    for (const path of ['/', '/thu-tuc', '/thu-tuc/1.001193', '/tra-cuu'])
      for (const href of attributesOf((await page(path)).text, 'href'))
        if (href.startsWith('/') && !/^\/(dang-nhap|nop|ho-so|lam-viec)/.test(href))
          seen.add(href.replaceAll('&amp;', '&'));
    expect(seen.size).toBeGreaterThan(8);
    for (const href of seen) expect([href, (await page(href)).status]).toEqual([href, 200]);
  });

  it.each([
    '//',
    '///',
    '//evil.example/a',
    '/.//evil.example',
    '/%2f/evil.example',
    '/\\evil.example',
    '/?lang=en&lang=vi',
    '/thu-tuc?q[a]=1',
    '/?x=%',
  ])('stay on this site when the address is %s', async (address) => {
    const { hostname, port } = new URL(site.url);
    // fetch would tidy the address up; a socket sends it as it is.
    const { status, text } = await rawGet(hostname, Number(port), address);
    expect(status).toBeLessThan(500);
    for (const href of attributesOf(text, 'href')) expect(href).toMatch(/^(\/(?!\/)|#|\?)/);
  });
});

describe('a hostile text', () => {
  const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;{{7*7}}\${7*7}`;
  it.each([
    ['in the search', (text: string) => `/thu-tuc?q=${text}`],
    ['in the code of a dossier', (text: string) => `/tra-cuu?ma=${text}`],
    ['in both codes', (text: string) => `/tra-cuu?ma=${text}&khoa=${text}`],
    ['in the path', (text: string) => `/tra-cuu/${text}`],
    ['as a procedure', (text: string) => `/thu-tuc/${text}`],
    ['as a case', (text: string) => `/thu-tuc/1.001193?truong-hop=${text}`],
    ['as a page', (text: string) => `/${text}`],
    ['as a language', (text: string) => `/?lang=${text}`],
    ['as a name nobody knows', (text: string) => `/?${text}=${text}`],
  ])('%s is shown as text or not at all', async (_where, pathOf) => {
    const { status, text, headers } = await page(pathOf(encodeURIComponent(hostile)));
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/<script|<img src=x|onerror=alert\(1\)>|7\*7=49/i);
    expect(headers.get('set-cookie') ?? '').not.toContain('script');
  });

  it('of a search is given back in its field', async () => {
    const { text } = await page(`/thu-tuc?q=${encodeURIComponent(hostile)}`);
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
  });

  it('with wildcards of SQL finds nothing more', async () => {
    const all = (await page('/thu-tuc')).text.match(/<li>/g)?.length ?? 0;
    expect(all).toBeGreaterThan(3);
    for (const query of ['%', '_', '%_%', "' or 1=1 --"]) {
      const found = (await page(`/thu-tuc?q=${encodeURIComponent(query)}`)).text.match(/<li>/g)?.length ?? 0;
      expect([query, found === 0 || found === all]).toEqual([query, true]);
    }
  });
});

describe('the search', () => {
  it.each([
    ['khai sinh', '1.001193'],
    ['KHAI SINH', '1.001193'],
    ['khai  sinh', '1.001193'],
    ['trich luc', '2.000635'],
    ['2.000635', '2.000635'],
  ])('finds with %s', async (query, code) => {
    expect((await page(`/thu-tuc?q=${encodeURIComponent(query)}`)).text).toContain(`/thu-tuc/${code}"`);
  });

  it('says so when nothing is found', async () => {
    const { status, text } = await page('/thu-tuc?q=khongcothutucnao');
    expect([status, text.includes('class="empty"')]).toEqual([200, true]);
  });
});

describe('tracking', () => {
  it('with both codes shows the state and no name, number or address of anybody', async () => {
    const { status, text } = await track(dossierId, lookupCode);
    expect(status).toBe(200);
    expect(text).toContain('Thủ tục nhỏ');
    for (const personal of ['Công dân', '0000950', '0900000001', 'Bí Mật']) expect(text).not.toContain(personal);
    expect((await track(dossierId, lookupCode.toLowerCase())).status).toBe(200);
  });

  it.each([
    ['open', null, 'Đang chờ hệ thống'],
    ['refused', { type: 'INVALID_STATE', message: 'x', problems: [] }, 'đang được kiểm tra'],
  ])('tells of what was sent and is %s at the process system', async (state, refusal, words) => {
    const command = { type: 'publishMessage', name: 'm', correlationKey: dossierId, timeToLiveMs: 0, variables: {} };
    const at = new Date(Date.now() - 60_000);
    await site.db('engineOutbox').insert({
      ...{ lane: dossierId, dossierId, command, state, createdAt: at },
      ...(refusal && { refusal, endedAt: at }),
    });
    try {
      expect((await track(dossierId, lookupCode)).text).toContain(words);
      const { body } = await page(`/api/tracking/${dossierId}?lookup=${lookupCode}`);
      expect(body['awaitsSystem']).toEqual({ since: at.toISOString(), refused: state === 'refused' });
    } finally {
      await site.db('engineOutbox').where({ dossierId }).delete();
    }
    expect((await track(dossierId, lookupCode)).text).not.toContain(words);
  });

  it('says the same for a wrong code and a wrong key', async () => {
    const answers = [await track(dossierId, 'AAAA-AAAA'), await track('H29.101.2-261124-9999', lookupCode)];
    const alerts = answers.map(({ text }) => /role="alert">([^<]*)/.exec(text)?.[1]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(alerts[0]).toBeTruthy();
    expect(alerts[1]).toBe(alerts[0]);
  });

  it('asks again when a code is missing', async () => {
    for (const path of ['/tra-cuu', `/tra-cuu/${dossierId}`, '/tra-cuu?khoa=AAAA', '/tra-cuu?ma=&khoa=']) {
      const { status, text } = await page(path);
      expect([path, status, text.includes('role="alert"')]).toEqual([path, 200, false]);
    }
  });

  it('slows down who guesses, on the page and in the API, with the right code too', async () => {
    const address = '203.0.113.7';
    const statuses: number[] = [];
    for (let guess = 0; guess < 14; guess++) statuses.push((await track(`H29.1-${guess}`, 'AAAA', address)).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 404));
    expect(statuses.at(-1)).toBe(429);
    const right = await track(dossierId, lookupCode, address);
    expect([right.status, right.text.includes('role="alert"')]).toEqual([429, true]);
    const api = await page(`/api/tracking/${dossierId}?lookup=${lookupCode}`, { 'x-forwarded-for': address });
    expect([api.status, api.body['type'], Number(api.headers.get('retry-after')) > 0]).toEqual([
      429,
      '/problems/too-many-requests',
      true,
    ]);
    expect((await track(dossierId, lookupCode, '203.0.113.8')).status).toBe(200);
  });

  it('is not kept by anybody on the way', async () => {
    const { headers } = await track(dossierId, lookupCode);
    expect(headers.get('cache-control')).toMatch(/no-cache|no-store/);
    const api = await page(`/api/tracking/${dossierId}?lookup=${lookupCode}`);
    expect([api.status, api.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(Object.keys(api.body).sort()).toEqual([
      'acceptedAt',
      'awaitsSystem',
      'clock',
      'code',
      'procedureName',
      'publicStep',
      'status',
      'submittedAt',
      'todo',
    ]);
  });
});

it('somebody who is signed in is led to their own place', async () => {
  const citizenPage = await page('/', { cookie: (await site.as('citizen')).headers.cookie });
  expect(attributesOf(citizenPage.text, 'href')).toContain('/ho-so');
  const officerPage = await page('/', { cookie: (await site.as('officer')).headers.cookie });
  expect(attributesOf(officerPage.text, 'href')).toContain('/lam-viec/viec');
  expect(attributesOf((await page('/')).text, 'href')).toContain('/dang-nhap');
});
