import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A door before PostgreSQL that can be shut (connections end, new ones are refused) or held (nothing passes, nothing ends). */
export type Gate = {
  readonly url: string;
  readonly open: () => void;
  readonly hold: () => void;
  readonly shut: () => void;
  readonly close: () => Promise<void>;
};

export const startGate = async (databaseUrl: string): Promise<Gate> => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'held' | 'shut' = 'open';
  const join = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (chunk) => void (state === 'open' && to.write(chunk)));
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((socket) => {
    if (state === 'shut') return void socket.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    join(socket, upstream);
    join(upstream, socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  const endAll = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    open: () => {
      // What was held back is lost, as a conversation is after a long silence.
      if (state === 'held') endAll();
      state = 'open';
    },
    hold: () => void (state = 'held'),
    shut: () => {
      state = 'shut';
      endAll();
    },
    close: () =>
      new Promise((resolve) => {
        endAll();
        server.close(() => resolve());
      }),
  };
};
