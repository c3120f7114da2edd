import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type RequestHandler, type Router } from 'express';
import { authenticate } from './http/authenticate.ts';
import { answerNotFound, handleErrors } from './http/handle-errors.ts';
import { buildOpenApi, type RouteDoc } from './http/openapi.ts';
import { logRequests } from './http/request-log.ts';
import { refuseUnstorableAddress, refuseUnstorableBody } from './http/refuse-unstorable.ts';
import { securityHeaders } from './http/security-headers.ts';
import { projectRoot } from './shared/paths.ts';

const BODY_LIMIT = '1mb';
/** The public pages' own font; its file names never change for one version. */
const fontsFolder = join(projectRoot, 'node_modules/@fontsource/be-vietnam-pro/files');
const webFolder = join(projectRoot, 'dist/web');
const indexPage = join(webFolder, 'index.html');

export type Slice = { readonly routes: Router; readonly docs: readonly RouteDoc[] };

type Deps = {
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  readonly sessions: Parameters<typeof authenticate>[0];
  /** Routes that answer without a session being looked up. */
  readonly open: readonly Slice[];
  readonly slices: readonly Slice[];
  readonly portal: Router;
  readonly notFoundPage: (req: express.Request, res: express.Response) => void;
  readonly version: string;
};

/** Addresses of the browser application; everything else is the portal's or nothing. */
const appAddresses = [
  '/dang-nhap',
  '/lam-viec{/*path}',
  '/lanh-dao{/*path}',
  '/quan-tri{/*path}',
  '/thiet-ke{/*path}',
  '/nop{/*path}',
  '/ho-so{/*path}',
  '/tai-khoan',
  '/thong-bao',
];

const serveApplication: RequestHandler = (_req, res, next) => {
  if (!existsSync(indexPage)) return next();
  res.set('Cache-Control', 'no-cache').sendFile(indexPage);
};

const serveFiles = (): RequestHandler =>
  express.static(webFolder, {
    index: false,
    redirect: false,
    setHeaders: (res, path) =>
      void res.setHeader(
        'Cache-Control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      ),
  });

const documentDoc: RouteDoc = {
  method: 'get',
  path: '/api/openapi.json',
  tag: 'Vận hành',
  access: 'public',
  summary: { vi: 'Mô tả giao diện lập trình', en: 'This document' },
  responses: { 200: { description: 'OpenAPI 3.1', schema: { type: 'object' } } },
};

/** The HTTP application: headers, who is asking, slices, pages, problems. */
export const createApp = ({ log, sessions, open, slices, portal, notFoundPage, version }: Deps): Express => {
  const app = express();
  app.disable('x-powered-by').set('trust proxy', 'loopback').set('query parser', 'simple');
  app.use(logRequests(log), securityHeaders, refuseUnstorableAddress);

  const docs = [...open, ...slices].flatMap((slice) => slice.docs);
  const document = buildOpenApi([documentDoc, ...docs], version);
  app.get('/api/openapi.json', (_req, res) => void res.json(document));
  for (const { routes } of open) app.use(routes);

  app.use(serveFiles());
  app.use(authenticate(sessions));
  app.use(
    '/api',
    express.json({ limit: BODY_LIMIT, strict: true, type: ['application/json', 'application/merge-patch+json'] }),
    refuseUnstorableBody,
  );
  for (const { routes } of slices) app.use(routes);
  app.use('/api', answerNotFound);

  app.get(appAddresses, serveApplication);
  app.use('/fonts', express.static(fontsFolder, { index: false, maxAge: '365d', immutable: true }));
  app.use(express.static(join(projectRoot, 'server/portal/public'), { index: false, maxAge: '5m' }));
  app.use(portal);
  app.use((req, res) => notFoundPage(req, res));
  app.use(handleErrors(log));
  return app;
};
