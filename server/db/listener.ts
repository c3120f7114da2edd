import type { Knex } from 'knex';
import type pg from 'pg';

type Log = { warn(details: object, message: string): void };
export type NotificationHandler = (payload: string) => void;

/** The one LISTEN connection of a process. After a lost connection every handler is called with "" once: something may have been missed. */
export type Listener = {
  /** @returns a function that takes the handler away again */
  on(channel: string, handler: NotificationHandler): () => void;
  /** Resolves when the connection listens. */
  start(): Promise<void>;
  close(): Promise<void>;
};

const RETRY_MS = 1_000;
type RawClient = {
  acquireRawConnection(): Promise<pg.Client>;
  destroyRawConnection(connection: pg.Client): Promise<unknown>;
};

/** @param db its settings are used for a connection of its own, outside the pool */
export const createListener = (db: Knex, log: Log): Listener => {
  const raw = db.client as RawClient;
  const handlers = new Map<string, Set<NotificationHandler>>();
  let connection: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const call = (channel: string, payload: string): void => {
    for (const handler of handlers.get(channel) ?? []) {
      try {
        handler(payload);
      } catch (error) {
        log.warn({ err: error, channel }, 'a notification could not be handled');
      }
    }
  };
  const listen = (client: pg.Client, channel: string): Promise<unknown> =>
    client.query(`listen ${client.escapeIdentifier(channel)}`);

  const connect = async (): Promise<void> => {
    const client = await raw.acquireRawConnection();
    if (closed) return void (await raw.destroyRawConnection(client));
    connection = client;
    client.on('notification', ({ channel, payload }) => call(channel, payload ?? ''));
    client.on('error', () => undefined);
    client.once('end', () => {
      if (connection === client) connection = undefined;
      scheduleReconnect();
    });
    for (const channel of handlers.keys()) await listen(client, channel);
  };
  const reconnect = async (): Promise<void> => {
    try {
      await connect();
      for (const channel of handlers.keys()) call(channel, '');
    } catch (error) {
      log.warn({ err: error }, 'the connection for notifications is away; trying again');
      scheduleReconnect();
    }
  };
  const scheduleReconnect = (): void => {
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      void reconnect();
    }, RETRY_MS);
  };

  return {
    on(channel, handler) {
      const known = handlers.get(channel) ?? new Set();
      const fresh = known.size === 0;
      handlers.set(channel, known.add(handler));
      if (fresh && connection) listen(connection, channel).catch(() => undefined);
      return () => known.delete(handler);
    },
    start: connect,
    async close() {
      closed = true;
      clearTimeout(retry);
      const client = connection;
      connection = undefined;
      if (client) await raw.destroyRawConnection(client);
    },
  };
};
