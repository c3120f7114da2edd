import { Router, type Request, type Response } from 'express';
import type { TrackingView } from '../../core/contracts/dossier.ts';
import type { Person } from '../http/person.ts';
import type { ProceduresView } from '../features/procedures/procedures-view.ts';
import type { Clock } from '../shared/clock.ts';
import { renderPage, type PageContext } from './layout.ts';
import type { SafeHtml } from './html.ts';
import { renderHome, renderNotFound, renderNotOffered, renderProcedure, renderProcedures } from './procedure-pages.ts';
import { renderTracking, type TrackingAnswer } from './tracking-page.ts';
import { textsOf, type Language } from './texts.ts';

export type TrackingLookup = (
  code: string,
  lookupCode: string,
  address: string,
) => Promise<TrackingView | 'wrong' | 'slow'>;

type Deps = {
  readonly procedures: Pick<ProceduresView, 'listProcedures' | 'findReleaseInForce'>;
  readonly track: TrackingLookup;
  readonly statusName: (code: number, language: Language) => string;
  readonly normaliseSearch: (text: string) => string;
  /** The centre whose releases visitors see. */
  readonly unit: string;
  readonly clock: Clock;
};

/** The first page of the site names a few; the rest is found by searching. */
const HOME_PROCEDURES = 12;

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');

const contextOf = (req: Request, res: Response): PageContext => {
  const asked = text(req.query['lang']);
  const remembered = /(?:^|;\s*)lang=(vi|en)/.exec(req.headers.cookie ?? '')?.[1];
  const language: Language = (asked || remembered) === 'en' ? 'en' : 'vi';
  if (asked === 'vi' || asked === 'en')
    res.cookie('lang', language, { sameSite: 'lax', maxAge: 365 * 24 * 3600 * 1000 });
  return { language, person: res.locals['person'] as Person | undefined, url: req.originalUrl };
};

const answer = (res: Response, context: PageContext, title: string, main: SafeHtml, status = 200): void => {
  res
    .status(status)
    .type('html')
    .set('Cache-Control', 'no-cache')
    .set('Vary', 'Cookie')
    .send(renderPage(context, title, main));
};

/** Public pages, rendered on the server: they read without scripts and on any phone. */
export const createPortalRoutes = ({ procedures, track, statusName, normaliseSearch, unit, clock }: Deps): Router => {
  const router = Router();

  router.get('/', async (req, res) => {
    const context = contextOf(req, res);
    const rows = await procedures.listProcedures(unit, clock(), '', { inForceOnly: true, limit: HOME_PROCEDURES });
    answer(res, context, textsOf(context.language).homeTitle, renderHome(context, rows));
  });

  router.get('/thu-tuc', async (req, res) => {
    const context = contextOf(req, res);
    const query = text(req.query['q']);
    const rows = await procedures.listProcedures(unit, clock(), normaliseSearch(query), { inForceOnly: true });
    answer(res, context, textsOf(context.language).proceduresTitle, renderProcedures(context, rows, query));
  });

  router.get('/thu-tuc/:code', async (req, res) => {
    const context = contextOf(req, res);
    const release = await procedures.findReleaseInForce(req.params.code, unit, clock());
    if (!release) return answer(res, context, textsOf(context.language).notFoundTitle, renderNotOffered(context), 404);
    answer(
      res,
      context,
      release.record.name[context.language],
      renderProcedure(context, release, text(req.query['truong-hop']) || undefined),
    );
  });

  const lookUp = async (
    req: Request,
    context: PageContext,
    code: string,
    lookupCode: string,
  ): Promise<TrackingAnswer> => {
    if (!code || !lookupCode) return { kind: 'asked' };
    const found = await track(code, lookupCode, req.ip ?? '');
    return typeof found === 'string'
      ? { kind: found }
      : { kind: 'found', dossier: found, statusName: statusName(found.status, context.language) };
  };

  router.get(['/tra-cuu', '/tra-cuu/:code'], async (req, res) => {
    const context = contextOf(req, res);
    const code = (text(req.query['ma']) || text(req.params['code'])).trim();
    const found = await lookUp(req, context, code, text(req.query['khoa']).trim());
    const status = found.kind === 'wrong' ? 404 : found.kind === 'slow' ? 429 : 200;
    answer(res, context, textsOf(context.language).trackTitle, renderTracking(context, code, found), status);
  });

  return router;
};

/** The last answer for people who came with an address that nothing serves. */
export const answerNotFoundPage = (req: Request, res: Response): void => {
  const context = contextOf(req, res);
  answer(res, context, textsOf(context.language).notFoundTitle, renderNotFound(context), 404);
};
