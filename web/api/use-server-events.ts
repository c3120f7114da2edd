import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ServerEvent } from '../../core/contracts/event.ts';
import { dossiersKey } from './use-dossiers.query.ts';
import { notificationsKey } from './use-notifications.query.ts';
import { proceduresKey } from './use-procedures.query.ts';
import { taskKey } from './use-task.query.ts';
import { tasksKey } from './use-tasks.query.ts';

export type Connection = 'connecting' | 'open' | 'lost';

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Keys to read again after an event. A dossier may be open by its id or by its code. */
export const keysOf = (event: ServerEvent): readonly (readonly unknown[])[] => {
  switch (event.type) {
    case 'tasks':
      return [tasksKey, ...event.taskKeys.map(taskKey)];
    case 'dossier':
      return [dossiersKey, ['dossier', event.dossierId], ...(event.code ? [['dossier', event.code]] : [])];
    case 'notification':
      return [notificationsKey];
    case 'procedures':
      return [proceduresKey];
    default:
      return event satisfies never;
  }
};

/** The server says so after a gap: messages may have been missed. */
const resync = 'resync';
const eventNames = ['tasks', 'dossier', 'notification', 'procedures'] as const;

const readAgain = (client: QueryClient, event: ServerEvent): void => {
  for (const queryKey of keysOf(event)) void client.invalidateQueries({ queryKey });
};

/**
 * Live messages of the server. After a gap everything shown is read again, since messages of the gap are lost.
 * Waits between attempts grow to half a minute, so that a restarting server is not stormed.
 */
export const useServerEvents = (enabled: boolean): Connection => {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | undefined;
    let timer: number | undefined;
    let pause = firstPauseMs;
    let hadGap = false;

    const connect = (): void => {
      source = new EventSource('/api/events');
      source.onopen = () => {
        setConnection('open');
        pause = firstPauseMs;
        if (hadGap) void client.invalidateQueries();
        hadGap = false;
      };
      source.onerror = () => {
        source?.close();
        hadGap = true;
        setConnection('lost');
        timer = window.setTimeout(connect, pause);
        pause = Math.min(pause * 2, longestPauseMs);
      };
      source.addEventListener(resync, () => void client.invalidateQueries());
      for (const type of eventNames)
        source.addEventListener(type, (message: MessageEvent<string>) =>
          readAgain(client, { ...(JSON.parse(message.data) as object), type } as ServerEvent),
        );
    };
    const retryNow = (): void => {
      window.clearTimeout(timer);
      source?.close();
      connect();
    };
    connect();
    window.addEventListener('online', retryNow);
    return () => {
      window.removeEventListener('online', retryNow);
      window.clearTimeout(timer);
      source?.close();
    };
  }, [client, enabled]);
  return connection;
};
