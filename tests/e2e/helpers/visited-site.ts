import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { cloneDatabase } from '../../helpers/database.ts';
import { startServer } from '../../helpers/server-process.ts';
import { launchBrowser, openVisit, signIn, watchPage, type Visit } from './browser.ts';

const password = 'mat-khau-thu-nghiem';
const screenshots = resolve(import.meta.dirname, '../../../test-output/screenshots');
/** A cold server on a busy machine may need this long for one page. */
const PATIENCE_MS = 10_000;

export type Opening = Omit<Visit, 'baseUrl'> & { readonly as?: string };

export type VisitedSite = {
  readonly url: string;
  readonly password: string;
  readonly browser: Browser;
  /** A page of a visitor of their own, signed in when `as` names an account. */
  readonly open: (opening?: Opening) => Promise<Page>;
  /** What must not happen and did, on any page so far: errors, failed answers, requests to other sites. */
  readonly faults: () => readonly string[];
  /** Kept as output of the test run, so that people can look at what the test saw. */
  readonly keepPicture: (page: Page, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type SiteOptions = {
  /** Further settings of the server. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the pictures below that of all. */
  readonly pictures?: string;
};

/** Questions whose answer may be "none": who is signed in, and is there a draft. */
const mayBeNone = /^(401 GET \/api\/session|404 GET \/api\/drafts\/[^/]+)$/;

/** Answers that are failures. */
const watchAnswers = (page: Page): readonly string[] => {
  const failures: string[] = [];
  page.on('response', (response) => {
    const answer = `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`;
    if (response.status() >= 400 && !mayBeNone.test(answer)) failures.push(answer);
  });
  return failures;
};

/** The real server with the library of procedures on a database of its own, and a real browser that watches for faults. */
export const visitSite = async ({ env = {}, pictures = '' }: SiteOptions = {}): Promise<VisitedSite> => {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-visit-'));
  const database = await cloneDatabase();
  const server = await startServer({ DATA_DIR: folder, DATABASE_URL: database.url, DEMO_PASSWORD: password, ...env });
  const browser = await launchBrowser();
  const watched: (readonly string[])[] = [];
  const album = join(screenshots, pictures);
  await mkdir(album, { recursive: true });
  return {
    ...{ url: server.url, password, browser },
    open: async ({ as, ...visit } = {}) => {
      const context = await openVisit(browser, { baseUrl: server.url, ...visit });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      watched.push(watchPage(page, server.url), watchAnswers(page));
      if (as !== undefined) await signIn(page, as, password);
      return page;
    },
    faults: () => watched.flat(),
    keepPicture: async (page, name) => {
      await page.screenshot({ path: join(album, `${name}.png`) });
    },
    close: async () => {
      await browser.close();
      await server.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
