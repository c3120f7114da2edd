import { EngineUnavailable } from '../../engine.ts';
import { mapFetchError, mapRestAnswer, type RestFailure } from './map-rest-error.ts';

export type RestCalls = {
  /** One request that answers nothing. @throws CommandRejected · EngineUnavailable · BackPressure */
  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body: object | undefined, deadlineMs: number): Promise<void>;
  close(): void;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const readFailure = (status: number, body: string): RestFailure => {
  try {
    const { title, detail } = JSON.parse(body) as { title?: unknown; detail?: unknown };
    return { status, title: text(title), detail: text(detail) };
  } catch {
    return { status, title: '', detail: '' };
  }
};

/** @param restUrl such as `http://host:8080`; connections are kept alive between calls */
export const createRestCalls = (restUrl: string): RestCalls => {
  // Not `AbortSignal.any` with one signal for all: that one would remember every call that ever was.
  const underWay = new Set<AbortController>();
  let closed = false;
  const base = restUrl.replace(/\/+$/, '');
  return {
    send: async (method, path, body, deadlineMs) => {
      if (closed) throw new EngineUnavailable('notDone', 'The connection to the engine was closed');
      const call = new AbortController();
      const late = (): void => call.abort(new DOMException('No answer in time', 'TimeoutError'));
      const timer = setTimeout(late, Math.ceil(deadlineMs));
      underWay.add(call);
      let status: number;
      let answer: string;
      try {
        const response = await fetch(`${base}${path}`, {
          method,
          signal: call.signal,
          ...(body === undefined
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        });
        ({ status } = response);
        // Read to its end in any case, so that the connection can be used again.
        answer = await response.text();
      } catch (error) {
        throw mapFetchError(error);
      } finally {
        clearTimeout(timer);
        underWay.delete(call);
      }
      if (status < 200 || status > 299) throw mapRestAnswer(readFailure(status, answer));
    },
    close: () => {
      closed = true;
      for (const call of underWay) call.abort();
    },
  };
};
