import type { BareServer } from '../../../helpers/bare-server.ts';

export type Who = 'citizen' | 'receptionist' | 'administrator';
export type Reply = { readonly status: number; readonly type: string; readonly body: Record<string, unknown> };
export type Client = {
  /** Undefined when the server went away: what it did with the request is not known. */
  send(
    who: Who,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply | undefined>;
  /** For those who shall act later; sessions outlive a server. */
  readonly signIn: (who: Who) => Promise<void>;
};
const LIMIT_MS = 45_000;

/** @param choose the server to ask now; undefined while none is there */
export const createClient = (choose: () => BareServer | undefined, password: string): Client => {
  const headers = new Map<Who, Record<string, string>>();
  const ask = async (path: string, init: RequestInit): Promise<Response | undefined> => {
    const server = choose();
    return server && fetch(server.url + path, { ...init, signal: AbortSignal.timeout(LIMIT_MS) });
  };
  return {
    async send(who, method, path, body, more = {}) {
      try {
        const response = await ask(path, {
          method,
          headers: { ...headers.get(who), 'content-type': 'application/json', ...more },
          ...(body === undefined ? {} : { body: body instanceof Buffer ? new Uint8Array(body) : JSON.stringify(body) }),
        });
        if (!response) return undefined;
        const text = await response.text();
        const type = response.headers.get('content-type') ?? '';
        return {
          status: response.status,
          type,
          body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
        };
      } catch {
        return undefined;
      }
    },
    async signIn(who) {
      const response = await ask('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: who, password }),
      });
      if (response?.status !== 200 && response?.status !== 201)
        throw new Error(`${who} could not sign in: ${response?.status}`);
      const { csrfToken } = (await response.json()) as { csrfToken: string };
      headers.set(who, { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': csrfToken });
    },
  };
};
