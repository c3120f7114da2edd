import { Router, type CookieOptions } from 'express';
import { sessionView, signInBody, type SignInBody } from '../../../core/contracts/session.ts';
import { SESSION_COOKIE } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateBody } from '../../http/validate.ts';
import { UnauthenticatedError } from '../../shared/errors.ts';
import { SESSION_MS, type SessionService, type SignedIn } from './session-service.ts';

const tag = 'Phiên đăng nhập';
const answer = { 200: { description: 'Người đang đăng nhập', schema: sessionView } };
export const sessionDocs: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/session',
    tag,
    access: 'public',
    summary: { vi: 'Đăng nhập', en: 'Sign in; sets the session cookie' },
    body: { schema: signInBody },
    responses: { 201: answer[200] },
  },
  {
    method: 'get',
    path: '/api/session',
    tag,
    access: 'signed-in',
    summary: { vi: 'Ai đang đăng nhập', en: 'Who is signed in, and the CSRF token' },
    responses: answer,
  },
  {
    method: 'delete',
    path: '/api/session',
    tag,
    access: 'public',
    summary: { vi: 'Đăng xuất', en: 'Sign out' },
    responses: { 204: { description: 'Đã đăng xuất' } },
  },
];

const cookieOptions = (secure: boolean): CookieOptions => ({ httpOnly: true, sameSite: 'lax', secure, path: '/' });

export const createSessionRoutes = (sessions: SessionService): Router => {
  const router = Router();
  router.post('/api/session', validateBody(signInBody), async (req, res) => {
    const { token, session } = await sessions.signIn(req.body as SignInBody, req.ip ?? '');
    res.cookie(SESSION_COOKIE, token, { ...cookieOptions(req.secure), maxAge: SESSION_MS });
    res.status(201).json(session.view);
  });
  router.get('/api/session', (_req, res) => {
    const session = res.locals['session'] as SignedIn | undefined;
    if (!session) throw new UnauthenticatedError('Chưa đăng nhập');
    res.json(session.view);
  });
  router.delete('/api/session', async (req, res) => {
    const session = res.locals['session'] as SignedIn | undefined;
    if (session) await sessions.signOut(session.tokenHash);
    res.clearCookie(SESSION_COOKIE, cookieOptions(req.secure)).status(204).end();
  });
  return router;
};
