import { ConnectionLost, readProblem } from './api-problem.ts';

const deadlineMs = 20_000;
let csrfToken: string | undefined;

/** The token of the present session; writes carry it, see GET /api/session. */
export const setCsrfToken = (token: string | undefined): void => {
  csrfToken = token;
};
export const csrfHeader = (): Record<string, string> => (csrfToken ? { 'X-CSRF-Token': csrfToken } : {});

type Options = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
};

const request = async (
  method: string,
  path: string,
  body: BodyInit | undefined,
  options: Options,
): Promise<Response> => {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? deadlineMs);
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: { Accept: 'application/json', ...(method === 'GET' ? {} : csrfHeader()), ...options.headers },
    signal: options.signal ? AbortSignal.any([options.signal, deadline]) : deadline,
    ...(body === undefined ? {} : { body }),
  };
  const response = await fetch(path, init).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new ConnectionLost(error);
  });
  if (!response.ok) throw await readProblem(response);
  return response;
};

const parse = async <T>(response: Response): Promise<T> =>
  (response.status === 204 || response.headers.get('Content-Length') === '0'
    ? undefined
    : await response.text().then((text) => (text === '' ? undefined : (JSON.parse(text) as unknown)))) as T;

/** @throws ApiProblem what the server refused · ConnectionLost no answer */
export const getJson = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  parse<T>(await request('GET', path, undefined, signal ? { signal } : {}));

/** @throws ApiProblem what the server refused · ConnectionLost no answer */
export const sendJson = async <T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  options: Options = {},
): Promise<T> => {
  const headers = { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...options.headers };
  return parse<T>(
    await request(method, path, body === undefined ? undefined : JSON.stringify(body), { ...options, headers }),
  );
};

/** Sends a file as it is. Five minutes: a package may come over a slow line. */
export const sendFile = async <T>(path: string, file: Blob, contentType: string): Promise<T> =>
  parse<T>(await request('POST', path, file, { headers: { 'Content-Type': contentType }, timeoutMs: 300_000 }));
