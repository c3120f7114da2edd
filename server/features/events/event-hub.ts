import type { ServerEvent } from '../../../core/contracts/event.ts';
import type { AudienceView } from './audience-view.ts';
import type { EventClient } from './event-client.ts';
import { parseEvent } from './parse-event.ts';
import { visibleEvent } from './visible-event.ts';

type Log = { warn(details: object, message: string): void };
type Deps = { readonly audience: AudienceView; readonly log: Log; readonly serverId: string };

/** Events are gathered this long, so that a burst needs one question to the database and repeats are told once. */
const GATHER_MS = 25;
const MAX_GATHERED = 2_000;
const MAX_PER_PERSON = 10;

/**
 * All open connections of this process, and what they are told. `resync`: something may have been missed, read everything again;
 * the connection ends with it, so that a client which takes every reconnection for a gap does the same.
 */
export const createEventHub = ({ audience, log, serverId }: Deps) => {
  const clients = new Set<EventClient>();
  const gathered = new Map<string, ServerEvent>();
  let timer: NodeJS.Timeout | undefined;
  let overflowed = false;
  let count = 0;

  const nextId = (): string => `${serverId}-${++count}`;
  const resync = (): void => {
    const id = nextId();
    for (const client of clients) {
      client.send(id, 'resync', {});
      client.end();
    }
  };
  const deliver = async (events: readonly ServerEvent[]): Promise<void> => {
    const ids = events.flatMap((event) => (event.type === 'dossier' ? [event.dossierId] : []));
    const audiences = ids.length > 0 ? await audience.findAudiences(ids) : new Map<string, never>();
    for (const event of events) {
      const id = nextId();
      for (const client of clients) {
        const visible = visibleEvent(event, client.person, (dossierId) => audiences.get(dossierId));
        if (visible) client.send(id, visible.type, visible);
      }
    }
  };
  const flush = (): void => {
    timer = undefined;
    const events = [...gathered.values()];
    gathered.clear();
    if (overflowed) resync();
    else {
      deliver(events).catch((error: unknown) => {
        log.warn({ err: error }, 'events could not be told; screens are asked to read again');
        resync();
      });
    }
    overflowed = false;
  };

  return {
    add(client: EventClient): void {
      const own = [...clients].filter(({ person }) => person.id === client.person.id);
      if (own.length >= MAX_PER_PERSON) own[0]?.end();
      clients.add(client);
    },
    remove: (client: EventClient): unknown => clients.delete(client),
    /** A notification of the database; "" = the connection was lost and is back. */
    receive(payload: string): void {
      if (clients.size === 0) return;
      if (payload === '') return resync();
      const event = parseEvent(payload);
      if (!event) return;
      if (gathered.size < MAX_GATHERED) gathered.set(payload, event);
      else overflowed = true;
      timer ??= setTimeout(flush, GATHER_MS);
    },
    resyncOne: (client: EventClient): void => client.send(nextId(), 'resync', {}),
    /** Keeps connections alive and ends those older than `maxAgeMs`: they come back with a session that is checked anew. */
    beat(now: number, maxAgeMs: number): void {
      for (const client of clients) {
        if (now - client.since > maxAgeMs) client.end();
        else client.beat();
      }
    },
    size: (): number => clients.size,
    close(): void {
      clearTimeout(timer);
      for (const client of clients) client.end();
      clients.clear();
    },
  };
};
