import express, { Router } from 'express';
import { createApp } from '../../../server/app.ts';
import { importOrganisation } from '../../../server/features/people/import-organisation.ts';
import { createPeopleStore } from '../../../server/features/people/people-store.ts';
import { createSessionRoutes, sessionDocs } from '../../../server/features/people/session-routes.ts';
import { createSessionService, type SessionService } from '../../../server/features/people/session-service.ts';
import { createThrottle } from '../../../server/features/people/throttle.ts';
import { personOf, requireRole } from '../../../server/http/authenticate.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { serve, type HttpClient } from '../../helpers/http.ts';

const PASSWORD = 'mat-khau-thu-nghiem';
let database: TestDatabase;
let http: HttpClient;
let sessions: SessionService;
let now = Date.parse('2026-11-24T03:00:00Z');
const quiet = { info: () => undefined, error: () => undefined };

const cookieOf = (headers: Headers): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const signIn = async (username: string, password = PASSWORD) => {
  const answer = await http.send('POST', '/api/session', { username, password });
  return { answer, cookie: cookieOf(answer.headers), csrf: String(answer.body['csrfToken']) };
};

beforeAll(async () => {
  database = await cloneDatabase();
  await importOrganisation(database.db, PASSWORD);
  const clock = () => now;
  sessions = createSessionService({
    store: createPeopleStore(database.db),
    throttles: { name: createThrottle({ clock, free: 3 }), address: createThrottle({ clock, free: 100 }) },
    clock,
  });
  const probe = Router();
  probe.get('/api/who', (_req, res) => void res.json(personOf(res)));
  probe.post('/api/write', express.json(), (_req, res) => void res.status(204).end());
  probe.get('/api/leaders', requireRole('unitLeader', 'cityLeader'), (_req, res) => void res.json({}));
  probe.get('/api/broken', () => {
    throw new Error('secret inside');
  });
  http = await serve(
    createApp({
      log: quiet,
      sessions,
      open: [],
      slices: [
        { routes: createSessionRoutes(sessions), docs: sessionDocs },
        { routes: probe, docs: [] },
      ],
      portal: Router(),
      notFoundPage: (_req, res) => void res.status(404).end(),
      version: 'test',
    }),
  );
});
afterAll(async () => {
  await http.close();
  await database.drop();
});

describe('signing in', () => {
  it('opens a session that only the browser can read', async () => {
    const { answer } = await signIn('officer');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(/^mc_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
    expect(answer.body['user']).toMatchObject({ username: 'officer', kind: 'staff' });
  });

  it('keeps no token in the database', async () => {
    const { cookie } = await signIn('officer');
    const rows = await database.db('session').select<Record<string, unknown>[]>();
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await http.send('POST', '/api/session', { username: 'leader', password: 'khong-dung' });
    const unknown = await http.send('POST', '/api/session', { username: 'khong-co', password: 'khong-dung' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    now += 3_600_000;
    await signIn('officer');
  });

  it('counts guesses that are sent at once', async () => {
    const guess = () => http.send('POST', '/api/session', { username: 'citizen2', password: 'sai-mat-khau' });
    const answers = await Promise.all(Array.from({ length: 8 }, guess));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    now += 3_600_000;
  });

  it('slows guesses down and says for how long', async () => {
    for (let attempt = 0; attempt < 3; attempt++)
      await http.send('POST', '/api/session', { username: 'analyst', password: 'sai-mat-khau' });
    const { answer } = await signIn('analyst');
    expect(answer.status).toBe(429);
    expect(answer.body).toMatchObject({ type: '/problems/too-many-requests', retryAfterSeconds: 1 });
    now += 3_600_000;
    expect((await signIn('analyst')).answer.status).toBe(201);
  });

  it.each([
    ['a number for a name', { username: 1, password: 'x' }, '/username'],
    ['a missing password', { username: 'officer' }, '/password'],
    ['an unknown field', { username: 'officer', password: 'x', admin: true }, '/admin'],
  ])('refuses %s with a pointer', async (_, body, pointer) => {
    const answer = await http.send('POST', '/api/session', body);
    expect(answer.status).toBe(422);
    expect((answer.body['errors'] as unknown as { pointer: string }[]).map((error) => error.pointer)).toContain(
      pointer,
    );
  });

  it('refuses what is not JSON, and what is too large', async () => {
    expect(
      (await http.send('POST', '/api/session', '{"username":', { 'content-type': 'application/json' })).status,
    ).toBe(400);
    expect(
      (
        await http.send('POST', '/api/session', JSON.stringify({ username: 'x'.repeat(2_000_000) }), {
          'content-type': 'application/json',
        })
      ).status,
    ).toBe(413);
  });
});

describe('who is asking', () => {
  it('holds roles, groups and the units one may see', async () => {
    const { cookie } = await signIn('leader');
    const { body } = await http.send('GET', '/api/who', undefined, { cookie });
    expect(body).toMatchObject({
      groups: ['unitLeader@H29.101'],
      visibleUnits: ['H29.101', 'H29.101.1', 'H29.101.2', 'H29.101.3', 'H29.101.4'],
      ledUnits: ['H29.101', 'H29.101.1', 'H29.101.2', 'H29.101.3', 'H29.101.4'],
    });
  });

  it.each([
    ['administrator', []],
    ['analyst', []],
    ['citizen', []],
    ['receptionist', ['H29.101.2']],
  ])('lets %s see dossiers of %j', async (username, units) => {
    const { cookie } = await signIn(username);
    expect((await http.send('GET', '/api/who', undefined, { cookie })).body['visibleUnits']).toEqual(units);
  });

  it('lets a city leader see all', async () => {
    const { cookie } = await signIn('cityLeader-H29-01');
    expect((await http.send('GET', '/api/who', undefined, { cookie })).body['visibleUnits']).toBeNull();
  });

  it('is nobody without a session, with a forged one and with an expired one', async () => {
    expect((await http.send('GET', '/api/who')).status).toBe(401);
    expect((await http.send('GET', '/api/who', undefined, { cookie: `mc_session=${'x'.repeat(43)}` })).status).toBe(
      401,
    );
    const { cookie } = await signIn('officer');
    now += 11 * 3_600_000;
    expect((await http.send('GET', '/api/who', undefined, { cookie })).status).toBe(401);
  });

  it('stays as long as someone works', async () => {
    const { cookie } = await signIn('officer');
    for (let hour = 0; hour < 5; hour++) {
      now += 4 * 3_600_000;
      expect((await http.send('GET', '/api/who', undefined, { cookie })).status).toBe(200);
    }
  });

  it('ends with signing out', async () => {
    const { cookie, csrf } = await signIn('officer');
    expect((await http.send('DELETE', '/api/session', undefined, { cookie, 'x-csrf-token': csrf })).status).toBe(204);
    expect((await http.send('GET', '/api/session', undefined, { cookie })).status).toBe(401);
  });

  it('can be a program with a bearer token', async () => {
    const token = await sessions.issueToken('officer');
    expect((await http.send('GET', '/api/who', undefined, { authorization: `Bearer ${token}` })).body['username']).toBe(
      'officer',
    );
    expect((await http.send('POST', '/api/write', {}, { authorization: `Bearer ${token}` })).status).toBe(204);
    expect((await http.send('GET', '/api/who', undefined, { authorization: `Bearer ${token}x` })).status).toBe(401);
  });
});

describe('what one may do', () => {
  it('needs the CSRF token for writes by cookie', async () => {
    const { cookie, csrf } = await signIn('officer');
    expect((await http.send('POST', '/api/write', {}, { cookie })).status).toBe(403);
    expect(
      (await http.send('POST', '/api/write', {}, { cookie, 'x-csrf-token': `${csrf.slice(0, -1)}.` })).status,
    ).toBe(403);
    expect((await http.send('POST', '/api/write', {}, { cookie, 'x-csrf-token': csrf })).status).toBe(204);
  });

  it('is decided by role', async () => {
    const leader = await signIn('leader');
    const officer = await signIn('officer');
    expect((await http.send('GET', '/api/leaders', undefined, { cookie: leader.cookie })).status).toBe(200);
    expect((await http.send('GET', '/api/leaders', undefined, { cookie: officer.cookie })).status).toBe(403);
    expect((await http.send('GET', '/api/leaders')).status).toBe(401);
  });
});

describe('answers of the server', () => {
  it('mask what went wrong inside', async () => {
    const answer = await http.send('GET', '/api/broken');
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.text).not.toContain('secret');
    expect(answer.body['requestId']).toBe(answer.headers.get('x-request-id'));
  });
  it('say in a problem that an address is unknown', async () => {
    expect((await http.send('GET', '/api/khong-co')).body).toMatchObject({ type: '/problems/not-found', status: 404 });
  });
  it('carry the headers that keep a browser safe', async () => {
    const { headers } = await http.send('GET', '/api/session');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
