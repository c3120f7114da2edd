import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ForbiddenError, UnauthenticatedError } from '../shared/errors.ts';
import { hasRole, type Person } from './person.ts';

export const SESSION_COOKIE = 'mc_session';

type SignedIn = {
  readonly person: Person;
  readonly view: { readonly csrfToken: string };
  readonly tokenHash: string;
  readonly cookie: boolean;
};
type Sessions = {
  findByCookie(token: string): Promise<SignedIn | undefined>;
  findByBearer(token: string): Promise<SignedIn | undefined>;
};

const readCookie = (req: Request): string | undefined =>
  new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]{20,100})`).exec(req.headers.cookie ?? '')?.[1];
const readBearer = (req: Request): string | undefined =>
  /^Bearer ([\w-]{20,100})$/.exec(req.headers.authorization ?? '')?.[1];

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const isRead = (req: Request): boolean => req.method === 'GET' || req.method === 'HEAD';

/** Reads who is asking into `res.locals`; a forged or expired token counts as nobody. Writes by cookie need the CSRF token. */
export const authenticate =
  (sessions: Sessions): RequestHandler =>
  async (req, res, next) => {
    const bearer = readBearer(req);
    const cookie = bearer === undefined ? readCookie(req) : undefined;
    const session =
      bearer !== undefined
        ? await sessions.findByBearer(bearer)
        : cookie !== undefined
          ? await sessions.findByCookie(cookie)
          : undefined;
    if (bearer !== undefined && !session) throw new UnauthenticatedError('Mã truy cập không đúng hoặc đã hết hạn');
    res.locals['session'] = session;
    res.locals['person'] = session?.person;
    const signingIn = req.method === 'POST' && req.path === '/api/session';
    if (
      session?.cookie &&
      !isRead(req) &&
      !signingIn &&
      !equal(req.get('X-CSRF-Token') ?? '', session.view.csrfToken)
    ) {
      throw new ForbiddenError('Thiếu hoặc sai mã X-CSRF-Token; tải lại trang rồi thử lại');
    }
    next();
  };

/** @throws UnauthenticatedError nobody is signed in */
export const personOf = (res: Response): Person => {
  const person = res.locals['person'] as Person | undefined;
  if (!person) throw new UnauthenticatedError('Đăng nhập để tiếp tục');
  return person;
};

export const requirePerson: RequestHandler = (_req, res, next) => {
  personOf(res);
  next();
};

/** One of these roles of the organisation; "citizen" means a citizen. */
export const requireRole =
  (...roles: readonly string[]): RequestHandler =>
  (_req, res, next) => {
    const person = personOf(res);
    if (!roles.some((role) => (role === 'citizen' ? person.kind === 'citizen' : hasRole(person, role)))) {
      throw new ForbiddenError('Tài khoản này không có quyền làm việc đó');
    }
    next();
  };
