import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** pass: to the server · refuse: 500 at once · hang: takes everything and never answers */
export type SinkMode = 'pass' | 'refuse' | 'hang';
export type SinkProxy = {
  readonly url: string;
  /** Where records go from now on. */
  lead(port: number): void;
  set(mode: SinkMode): void;
  /** Requests that were met in each mode. */
  counts(): Readonly<Record<SinkMode, number>>;
  close(): Promise<void>;
};

const pass = (req: IncomingMessage, res: ServerResponse, port: number): void => {
  const { method, url: path, headers } = req;
  const inner = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
    answer.once('error', () => res.destroy());
  });
  // As if there were nothing between: a server that is away is a connection that breaks.
  inner.once('error', () => res.destroy());
  req.pipe(inner);
  res.once('close', () => inner.destroy());
};

/** Stands between the exporter of a broker and the record sink of a server, whose faults it plays. */
export const openSinkProxy = async (): Promise<SinkProxy> => {
  let mode: SinkMode = 'pass';
  let target = 0;
  const counts: Record<SinkMode, number> = { pass: 0, refuse: 0, hang: 0 };
  const server = createServer((req, res) => {
    counts[mode]++;
    if (mode === 'pass') return pass(req, res, target);
    req.resume();
    if (mode === 'refuse') res.writeHead(500, { 'content-type': 'application/json' }).end('{"error":"out of order"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (port) => void (target = port),
    set: (wanted) => void (mode = wanted),
    counts: () => ({ ...counts }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
