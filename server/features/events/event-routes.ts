import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { Listener } from '../../db/listener.ts';
import { personOf } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import type { Clock } from '../../shared/clock.ts';
import type { AudienceView } from './audience-view.ts';
import { createEventClient } from './event-client.ts';
import { createEventHub } from './event-hub.ts';

type Deps = {
  readonly listener: Listener;
  readonly audience: AudienceView;
  readonly clock: Clock;
  readonly log: { warn(details: object, message: string): void };
  readonly heartbeatMs?: number;
  readonly maxAgeMs?: number;
};
export type EventRoutes = {
  readonly routes: Router;
  readonly docs: readonly RouteDoc[];
  /** Ends all connections; new ones are refused. */
  close(): void;
  connections(): number;
};

const CHANNEL = 'mc_events';

export const eventDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/events',
    tag: 'Sự kiện',
    access: 'signed-in',
    summary: {
      vi: 'Luồng sự kiện (SSE): cho biết cần đọc lại gì — tasks, dossier, notification, procedures, resync',
      en: 'Event stream (SSE): says what to read again — tasks, dossier, notification, procedures, resync',
    },
    headers: {
      'Last-Event-ID': {
        required: false,
        description: 'Gửi lại khi nối lại; máy chủ đáp bằng resync vì có thể đã lỡ sự kiện',
      },
    },
    responses: { 200: { description: 'Luồng text/event-stream', contentType: 'text/event-stream' } },
  },
];

/** Live events over one LISTEN connection per process. Nothing is stored: after a gap a client is told to read again. */
export const createEventRoutes = ({
  listener,
  audience,
  clock,
  log,
  heartbeatMs = 25_000,
  maxAgeMs = 600_000,
}: Deps): EventRoutes => {
  const hub = createEventHub({ audience, log, serverId: randomBytes(4).toString('hex') });
  const stopListening = listener.on(CHANNEL, (payload) => hub.receive(payload));
  const heart = setInterval(() => hub.beat(clock(), maxAgeMs), heartbeatMs).unref();
  let closed = false;

  const routes = Router();
  routes.get('/api/events', (req, res) => {
    const person = personOf(res);
    if (closed) return void res.status(503).set('Retry-After', '2').end();
    const client = createEventClient(res, person, clock());
    hub.add(client);
    res.once('close', () => hub.remove(client));
    if (req.get('Last-Event-ID')) hub.resyncOne(client);
  });
  return {
    routes,
    docs: eventDocs,
    connections: hub.size,
    close() {
      closed = true;
      stopListening();
      clearInterval(heart);
      hub.close();
    },
  };
};
