import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';

/** Where a broker of a test posts its records: one address for the broker's life, behind it the sink of the test that runs now. */
export type FeedAddress = {
  readonly url: string;
  /** Undefined: nobody takes records, as when the server is down; the broker keeps them. */
  lead(sink: Router | undefined): void;
  close(): Promise<void>;
};

export const openFeedAddress = async (): Promise<FeedAddress> => {
  let current: Router | undefined;
  const app = express().disable('x-powered-by');
  app.use((req, res, next) => {
    if (current) return current(req, res, next);
    res.status(503).json({ error: 'no sink' });
  });
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead(sink) {
      current = sink;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
