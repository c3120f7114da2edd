import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import type { Answer } from '../../helpers/http.ts';
import { aProblem, readProblem } from '../../helpers/problem.ts';
import { startSite, type Send, type Site } from '../../helpers/site.ts';
import { fileSmall, releaseSmallPackage } from './small-dossiers.ts';

type Schema = { readonly properties?: Readonly<Record<string, object>> };
type Operation = {
  readonly security: readonly object[];
  readonly 'x-roles'?: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
};
type Route = { readonly method: string; readonly path: string; readonly operation: Operation };
type Who = { readonly username: string; readonly roles: readonly string[] };

const persons: readonly Who[] = [
  { username: 'citizen', roles: ['citizen'] },
  { username: 'receptionist', roles: ['receptionOfficer', 'cashier'] },
  { username: 'processingOfficer-H29.103.1-01', roles: ['processingOfficer'] },
  { username: 'clerk-H29.101.1-01', roles: ['clerk'] },
  { username: 'coordinator-H29.101.2-01', roles: ['coordinator'] },
  { username: 'leader', roles: ['unitLeader'] },
  { username: 'cityLeader-H29-01', roles: ['cityLeader'] },
  { username: 'externalOfficer-G01.101-01', roles: ['externalOfficer'] },
  { username: 'feedbackOfficer-H29.1.1-01', roles: ['feedbackOfficer'] },
  { username: 'processReviewer-H29.1-01', roles: ['processReviewer'] },
  { username: 'analyst', roles: ['processAnalyst'] },
  { username: 'administrator', roles: ['administrator'] },
];
/** It ends the session that the walk needs; a stream of events has no end to wait for. Both have tests of their own. */
const apart = new Set(['delete /api/session', 'get /api/events']);

let site: Site;
let routes: readonly Route[];
let dossierId: string;
const ajv = new Ajv2020({ strict: false, formats: { binary: true } });
formats.default(ajv);

beforeAll(async () => {
  site = await startSite();
  await releaseSmallPackage(site);
  dossierId = String((await fileSmall((await site.as('citizen')).send)).body['id']);
  await site.settle();
  const document = (await site.stranger('GET', '/api/openapi.json')).body as unknown as {
    paths: Record<string, Record<string, Operation>>;
  };
  routes = Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, path, operation })))
    .filter(({ method, path }) => !apart.has(`${method} ${path}`));
});
afterAll(() => site.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const takesJson = ({ operation }: Route): boolean => operation.requestBody?.content['application/json'] !== undefined;
const call = (
  send: Send,
  route: Route,
  value = '1',
  body: unknown = takesJson(route) ? {} : undefined,
): Promise<Answer> =>
  send(route.method.toUpperCase(), route.path.replace(/\{\w+\}/g, encodeURIComponent(value)), body, {
    'if-match': '"1"',
    'idempotency-key': 'walk-of-all-routes',
  });

/** A failure is a problem that tells nothing of the inside; a success has a documented status and body. */
const findFault = (route: Route, { status, headers, text, body }: Answer): unknown => {
  if (status >= 400) {
    const found = readProblem({ status, headers, text, body });
    const right = aProblem(status, String(found.type).replace('/problems/', ''));
    return status < 500 && JSON.stringify(found) === JSON.stringify(right) ? undefined : found;
  }
  const documented = route.operation.responses[String(status)];
  if (!documented) return `${status} is not documented`;
  const schema = documented.content?.['application/json']?.schema;
  if (schema && !ajv.validate(schema, body)) return ajv.errorsText();
  return undefined;
};
const isAllowed = ({ operation }: Route, { roles }: Who): boolean =>
  operation['x-roles'] === undefined || operation['x-roles'].some((role) => roles.includes(role));

it('without a session every guarded route answers 401, with whatever id and body', async () => {
  const guarded = routes.filter(({ operation }) => operation.security.length > 0);
  expect(guarded.length).toBeGreaterThan(25);
  for (const route of guarded)
    for (const value of ['1', dossierId, "' or 1=1 --"]) {
      const answer = await call(site.stranger, route, value);
      expect([nameOf(route), readProblem(answer)]).toEqual([nameOf(route), aProblem(401, 'unauthenticated')]);
    }
});

it('public routes answer strangers as documented', async () => {
  const open = routes.filter(({ operation }) => operation.security.length === 0);
  for (const route of open) {
    const answer = await call(site.stranger, route);
    expect([nameOf(route), findFault(route, answer)]).toEqual([nameOf(route), undefined]);
    expect([nameOf(route), answer.status]).not.toEqual([nameOf(route), 401]);
  }
});

describe.each(persons)('$username', (who) => {
  it('gets 403 or 404 where the role is not named, and never a failure of the server', async () => {
    const { send } = await site.as(who.username);
    for (const route of routes) {
      const answer = await call(send, route, route.path.includes('dossiers') ? dossierId : '1');
      expect([nameOf(route), findFault(route, answer)]).toEqual([nameOf(route), undefined]);
      const isRefused = answer.status === 403 || answer.status === 404;
      if (!isAllowed(route, who))
        expect([nameOf(route), answer.status, isRefused]).toEqual([nameOf(route), answer.status, true]);
      else expect([nameOf(route), answer.status]).not.toEqual([nameOf(route), 401]);
    }
  });
});

/** Bodies that come near the contract reach further into the server than noise does. */
const bodyOf = (schema: Schema): fc.Arbitrary<unknown> => {
  const names = Object.keys(schema.properties ?? {});
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('1.001193', 'B-1', 'ONLINE', 'H29.101.2', 1, '2030-01-01T00:00:00Z', {}, []),
  );
  const near = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  return fc.oneof(
    { weight: 3, arbitrary: near },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }) },
  );
};
const noise = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom('-1', '0', '1e9', '%', '..', "'", '__proto__', '9'.repeat(30)),
);

it('random bodies, near the contract and far from it, are answered by the contract or by a problem', async () => {
  const clients = await Promise.all(
    ['administrator', 'citizen', 'receptionist', 'externalOfficer-G01.101-01'].map(
      async (name) => (await site.as(name)).send,
    ),
  );
  const taking = routes.filter((route) => takesJson(route) && route.path !== '/api/session');
  expect(taking.length).toBeGreaterThan(8);
  for (const route of taking) {
    const schema = route.operation.requestBody?.content['application/json']?.schema ?? {};
    await fc.assert(
      fc.asyncProperty(bodyOf(schema), fc.constantFrom(...clients), async (body, send) => {
        const answer = await call(send, route, dossierId, JSON.stringify(body));
        expect([nameOf(route), findFault(route, answer)]).toEqual([nameOf(route), undefined]);
      }),
      { seed: 20_261_124, numRuns: 60, endOnFailure: true },
    );
  }
});

it('random ids and queries are answered by the contract or by a problem', async () => {
  const clients = await Promise.all(
    ['administrator', 'citizen', 'receptionist', 'cityLeader-H29-01'].map(async (name) => (await site.as(name)).send),
  );
  for (const route of routes.filter(({ method, path }) => method === 'get' && path.startsWith('/api/'))) {
    const names = route.operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    await fc.assert(
      fc.asyncProperty(
        noise,
        fc.dictionary(fc.constantFrom(...names, 'x'), noise, { maxKeys: 4 }),
        fc.constantFrom(...clients),
        async (id, query, send) => {
          const path = `${route.path}?${new URLSearchParams(query).toString()}`;
          const answer = await call(send, { ...route, path }, id.replace(/^\.+$/, 'x'));
          expect([nameOf(route), findFault(route, answer)]).toEqual([nameOf(route), undefined]);
        },
      ),
      { seed: 7, numRuns: 25, endOnFailure: true },
    );
  }
});

it('the stream of events opens for those who are signed in, and for nobody else', async () => {
  expect((await site.stranger('GET', '/api/events')).status).toBe(401);
  const { headers } = await site.as('citizen');
  const control = new AbortController();
  const response = await fetch(`${site.url}/api/events`, { headers, signal: control.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/event-stream'),
  ]);
  control.abort();
});
