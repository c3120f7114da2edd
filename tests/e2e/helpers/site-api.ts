import type { Page } from 'playwright-core';

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** What the page of a signed-in person may ask of the server, for what a test needs before its own act begins. */
export const askAs = async (
  page: Page,
  method: string,
  path: string,
  data?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  const session = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  const response = await page.request.fetch(path, {
    method,
    ...(data === undefined ? {} : { data }),
    headers: { ...headers, 'x-csrf-token': session.csrfToken },
  });
  const text = await response.text();
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${text}`);
  return { status: response.status(), body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
};

type Task = { readonly key: string; readonly elementId: string; readonly dossier: { readonly id: string } };

/** The open task of a dossier at one step, as soon as the person may take it. @throws when it does not come */
export const findTask = async (page: Page, dossierId: string, elementId: string): Promise<string> => {
  const end = Date.now() + 10_000;
  for (;;) {
    const { body } = await askAs(page, 'GET', '/api/tasks?queue=unit&limit=100');
    const task = (body['items'] as Task[]).find((one) => one.dossier.id === dossierId && one.elementId === elementId);
    if (task) return task.key;
    if (Date.now() > end) throw new Error(`no task ${elementId} for dossier ${dossierId}`);
    await page.waitForTimeout(100);
  }
};

/** Takes a step of a dossier and completes it. */
export const passStep = async (
  page: Page,
  dossierId: string,
  elementId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const key = await findTask(page, dossierId, elementId);
  const { body } = await askAs(page, 'GET', `/api/tasks/${key}`);
  await askAs(page, 'POST', `/api/tasks/${key}/complete`, { data }, { 'If-Match': String(body['etag']) });
};
