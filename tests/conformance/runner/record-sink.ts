import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { readBulk } from './read-record.ts';

export type RecordSink = {
  readonly url: string;
  /** Everything that has arrived since the last call, in order. */
  take(): readonly EngineRecord[];
  /** Resolves when a record has arrived that matches, now or later; it may have been taken. @throws Error not within `limitMs` */
  waitFor(matches: (record: EngineRecord) => boolean, limitMs: number): Promise<void>;
  close(): Promise<void>;
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

type Waiter = { readonly matches: (record: EngineRecord) => boolean; readonly done: () => void };

/** Takes the records of one broker with one partition and keeps them in memory. Repeated ones are dropped. */
export const startRecordSink = async (): Promise<RecordSink> => {
  let fresh: EngineRecord[] = [];
  let position = -1;
  const waiters = new Set<Waiter>();
  const add = (record: EngineRecord): void => {
    if (Number(record.position) <= position) return;
    position = Number(record.position);
    fresh.push(record);
    for (const waiter of waiters) if (waiter.matches(record)) waiter.done();
  };
  const server = createServer((request, response) => {
    const answer = (body: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('x-elastic-product', 'Elasticsearch');
      response.end(JSON.stringify(body));
    };
    readBody(request).then(
      (body) => {
        if (request.url?.startsWith('/_bulk') !== true) return answer({ acknowledged: true });
        readBulk(body).forEach(add);
        answer({ took: 1, errors: false, items: [] });
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    waitFor: (matches, limitMs) =>
      new Promise((resolve, reject) => {
        if (fresh.some(matches)) return resolve();
        const end = (action: () => void) => {
          clearTimeout(late);
          waiters.delete(waiter);
          action();
        };
        const late = setTimeout(
          () => end(() => reject(new Error(`No such record arrived within ${limitMs / 1000} s`))),
          limitMs,
        );
        const waiter: Waiter = { matches, done: () => end(resolve) };
        waiters.add(waiter);
      }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
