import type { Response } from 'express';
import type { Person } from '../../http/person.ts';

/** A browser that does not read is cut off here; it comes back by itself and reads everything again. */
const MAX_BUFFERED_BYTES = 128 * 1024;
const RETRY_MS = 3_000;

export type EventClient = {
  readonly person: Person;
  readonly since: number;
  send(id: string, name: string, data: object): void;
  beat(): void;
  end(): void;
};

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  // Proxies that gather answers would keep the events.
  'X-Accel-Buffering': 'no',
};

export const createEventClient = (res: Response, person: Person, since: number): EventClient => {
  const write = (text: string): void => {
    if (res.writableEnded || res.destroyed) return;
    if (res.writableLength > MAX_BUFFERED_BYTES) res.destroy();
    else res.write(text);
  };
  res.status(200).set(headers).flushHeaders();
  write(`retry: ${RETRY_MS}\n\n`);
  return {
    person,
    since,
    send: (id, name, data) => write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => write(': \n\n'),
    end: () => void res.end(),
  };
};
