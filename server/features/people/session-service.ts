import type { SessionView, SignInBody } from '../../../core/contracts/session.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import { TooManyRequestsError, UnauthenticatedError } from '../../shared/errors.ts';
import { verifyPassword } from './password.ts';
import type { PeopleStore, SessionKind } from './people-store.ts';
import type { Throttle } from './throttle.ts';
import { hashToken, newToken } from './token.ts';

/** A session lives this long after its last use; it is prolonged at most once in a quarter of that time. */
export const SESSION_MS = 10 * 3_600_000;
const TOKEN_MS = 90 * 24 * 3_600_000;
/** Roles that work on procedures and settings, not on dossiers: their units open no dossier. */
const WITHOUT_DOSSIERS = new Set(['administrator', 'processAnalyst', 'processReviewer']);

export type SignedIn = {
  readonly person: Person;
  readonly view: SessionView;
  readonly tokenHash: string;
  readonly cookie: boolean;
};

type Deps = {
  readonly store: PeopleStore; /** An office shares one address, so addresses get more attempts than names. */
  readonly throttles: { readonly name: Throttle; readonly address: Throttle };
  readonly clock: Clock;
};

/** Sign-in, sessions by cookie and bearer tokens. */
export const createSessionService = ({ store, throttles, clock }: Deps) => {
  const readUnits = async (roles: Person['roles']): Promise<Pick<Person, 'visibleUnits' | 'ledUnits'>> => {
    if (roles.some(({ role }) => role === 'cityLeader')) return { visibleUnits: null, ledUnits: null };
    const working = roles.filter(({ role }) => !WITHOUT_DOSSIERS.has(role));
    const led = working.filter(({ role }) => role === 'unitLeader').map(({ unit }) => unit);
    const ledUnits = led.length > 0 ? (await store.listUnitsBelow(led)).sort() : [];
    return { ledUnits, visibleUnits: [...new Set([...working.map(({ unit }) => unit), ...ledUnits])].sort() };
  };

  const read = async (kind: SessionKind, token: string): Promise<SignedIn | undefined> => {
    const tokenHash = hashToken(token);
    const found = await store.findBySession(kind, tokenHash, clock());
    if (!found) return undefined;
    const roles = found.roles.map(({ role, unit }) => ({ role, unit }));
    const { id, username, displayName } = found;
    const person: Person = {
      id,
      username,
      displayName,
      kind: found.kind,
      roles,
      groups: roles.map(({ role, unit }) => `${role}@${unit}`),
      ...(await readUnits(roles)),
    };
    const view: SessionView = {
      user: {
        id,
        username,
        displayName,
        kind: found.kind,
        roles: found.roles,
        ...(found.kind === 'citizen' ? { profile: found.profile } : {}),
      },
      csrfToken: found.csrfToken,
    };
    if (kind === 'session' && found.expiresAt.getTime() - clock() < SESSION_MS * 0.75)
      await store.prolong(tokenHash, new Date(clock() + SESSION_MS));
    return { person, view, tokenHash, cookie: kind === 'session' };
  };

  const open = async (kind: SessionKind, personId: string, lifeMs: number): Promise<string> => {
    const token = newToken();
    const now = clock();
    await store.addSession(kind, {
      tokenHash: hashToken(token),
      personId,
      csrfToken: newToken(),
      createdAt: new Date(now),
      expiresAt: new Date(now + lifeMs),
    });
    return token;
  };

  return {
    findByCookie: (token: string) => read('session', token),
    findByBearer: (token: string) => read('api_token', token),

    /** @throws UnauthenticatedError the same for an unknown name and a wrong password · TooManyRequestsError */
    async signIn({ username, password }: SignInBody, address: string): Promise<{ token: string; session: SignedIn }> {
      const attempts = [
        { throttle: throttles.name, key: username },
        { throttle: throttles.address, key: address },
      ];
      const wait = Math.max(...attempts.map(({ throttle, key }) => throttle.waitMs(key)));
      if (wait > 0)
        throw new TooManyRequestsError(`Đăng nhập sai nhiều lần. Thử lại sau ${Math.ceil(wait / 1000)} giây.`, {
          extension: { retryAfterSeconds: Math.ceil(wait / 1000) },
        });
      // Counted before the password is looked at: of guesses sent at once, none is free because another is still being checked.
      throttles.name.fail(username);
      const row = await store.findByUsername(username, clock());
      if (!(await verifyPassword(row?.passwordHash, password)) || !row) {
        throttles.address.fail(address);
        throw new UnauthenticatedError('Tên đăng nhập hoặc mật khẩu không đúng');
      }
      for (const { throttle, key } of attempts) throttle.succeed(key);
      await store.removeExpired(clock());
      const token = await open('session', row.id, SESSION_MS);
      const session = await read('session', token);
      if (!session) throw new UnauthenticatedError('Phiên đăng nhập không mở được, thử lại');
      return { token, session };
    },

    signOut: (tokenHash: string) => store.removeSession(tokenHash),

    /** A bearer token for programs, valid 90 days. @throws UnauthenticatedError unknown name */
    async issueToken(username: string): Promise<string> {
      const row = await store.findByUsername(username, clock());
      if (!row) throw new UnauthenticatedError(`Không có tài khoản ${username}`);
      return open('api_token', row.id, TOKEN_MS);
    },
  };
};
export type SessionService = ReturnType<typeof createSessionService>;
