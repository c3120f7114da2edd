import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { createListener, type Listener } from '../../../server/db/listener.ts';
import { createAudienceView } from '../../../server/features/events/audience-view.ts';
import { createEventRoutes, type EventRoutes } from '../../../server/features/events/event-routes.ts';
import { handleErrors } from '../../../server/http/handle-errors.ts';
import type { Person } from '../../../server/http/person.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';

const people: Record<string, Person> = {
  officer: {
    id: 'p1',
    username: 'p1',
    displayName: 'Cán bộ 01',
    kind: 'staff',
    roles: [],
    groups: ['clerk@U1'],
    visibleUnits: ['U1'],
    ledUnits: [],
  },
  citizen: {
    id: 'c1',
    username: 'c1',
    displayName: 'Công dân A',
    kind: 'citizen',
    roles: [],
    groups: [],
    visibleUnits: [],
    ledUnits: [],
  },
};
const log = { warn: () => undefined, error: () => undefined, info: () => undefined };
let database: TestDatabase;
let listener: Listener;
let events: EventRoutes;
let server: Server;
let origin: string;
let now = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  await database.db('dossier').insert({
    id: 'D1',
    lookupCode: 'x',
    procedureCode: 'p',
    version: 1,
    caseId: 'c',
    channel: 'ONLINE',
    applicant: '{}',
    applicantName: 'Công dân A',
    createdBy: 'c1',
    ownerId: 'c1',
    receivingUnit: 'U1',
    data: '{}',
    engine: 'embedded',
    processDefinitionKey: '1',
    submittedAt: new Date(0),
    search: '',
  });
});
beforeEach(async () => {
  listener = createListener(database.db, log);
  events = createEventRoutes({
    listener,
    audience: createAudienceView(database.db),
    clock: () => now,
    log,
    heartbeatMs: 40,
    maxAgeMs: 1_000,
  });
  const signIn: RequestHandler = (req, res, next) => {
    res.locals['person'] = people[req.get('X-Person') ?? ''];
    next();
  };
  const app = express().use(signIn, events.routes, handleErrors(log));
  await listener.start();
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  events.close();
  await new Promise((resolve) => server.close(resolve));
  await listener.close();
});
afterAll(() => database.drop());

/** Opens the stream; `until` reads on until the text holds a part, or the stream ends. */
const open = async (person: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${origin}/api/events`, { headers: { 'X-Person': person, ...headers } });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (part: string): Promise<string> => {
    while (!text.includes(part)) {
      const { value, done } = await reader.read();
      if (done) return text;
      text += value;
    }
    return text;
  };
  return { response, until, rest: async () => until('\u0000') };
};
const notify = (event: object | string) =>
  database.db.raw('select pg_notify(?, ?)', ['mc_events', typeof event === 'string' ? event : JSON.stringify(event)]);

it('each person is told what is theirs, as named events with an id', async () => {
  const [officer, citizen] = await Promise.all([open('officer'), open('citizen')]);
  expect(officer.response.headers.get('content-type')).toContain('text/event-stream');
  await notify({ type: 'tasks', groups: ['clerk@U1'], assignees: [], taskKeys: ['7'] });
  await notify({ type: 'dossier', dossierId: 'D1', code: null });
  await notify('broken');
  await notify({ type: 'procedures' });
  const told = await officer.until('event: procedures');
  expect(told).toMatch(
    /id: \w+-\d+\nevent: tasks\ndata: \{"type":"tasks","groups":\["clerk@U1"\],"assignees":\[\],"taskKeys":\["7"\]\}\n\n/,
  );
  expect(told).not.toContain('event: dossier');
  const other = await citizen.until('event: procedures');
  expect(other).toContain('event: dossier\ndata: {"type":"dossier","dossierId":"D1","code":null}');
  expect(other).not.toContain('event: tasks');
});

it('nobody listens without signing in', async () => {
  const response = await fetch(`${origin}/api/events`);
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
});

it('a client that comes back is asked to read everything again', async () => {
  const back = await open('officer', { 'Last-Event-ID': 'anything at all' });
  expect(await back.until('event: resync')).toContain('data: {}');
});

it('an idle connection is kept alive and an old one is ended', async () => {
  now = 0;
  const idle = await open('officer');
  await idle.until(': \n\n');
  now = 2_000;
  await idle.rest();
  expect(events.connections()).toBe(0);
});

it('closing ends all connections and refuses new ones', async () => {
  const streams = await Promise.all([open('officer'), open('citizen')]);
  expect(events.connections()).toBe(2);
  events.close();
  await Promise.all(streams.map((stream) => stream.rest()));
  expect((await open('officer')).response.status).toBe(503);
});

it('a person has at most ten connections: the oldest one gives way', async () => {
  const streams = [];
  for (let index = 0; index < 11; index++) streams.push(await open('officer'));
  await streams[0]!.rest();
  expect(events.connections()).toBe(10);
});
