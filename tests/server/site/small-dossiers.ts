import type { Answer } from '../../helpers/http.ts';
import type { Send, Site } from '../../helpers/site.ts';
import { SMALL_CODE, smallPackage } from '../../helpers/small-package.ts';
import { zipOf } from '../../helpers/zip.ts';

export type Task = {
  readonly key: string;
  readonly etag: string;
  readonly elementId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly dossier: { readonly id: string };
};

/** Imports the small package and releases it to the whole site. */
export const releaseSmallPackage = async (site: Site): Promise<void> => {
  const { send } = await site.as('administrator');
  const zip = await zipOf(smallPackage({ label: 'Tên', step: 'Bước chung', rate: 10 }));
  const { body } = await send('POST', `/api/procedures/${SMALL_CODE}/versions`, zip, {
    'content-type': 'application/zip',
  });
  const { status } = await send('POST', '/api/releases', { procedureCode: SMALL_CODE, version: body['version'] });
  if (status !== 201) throw new Error(`the small package is not released: ${status}`);
};

export const smallFiling = (changes: object = {}) => ({
  procedureCode: SMALL_CODE,
  caseId: 'S-1',
  channel: 'ONLINE',
  receivingUnit: 'H29.101.2',
  applicant: { kind: 'CITIZEN', fullName: 'Công dân A', personalId: '000095000001', phone: '0900000001' },
  data: { childName: 'Công dân Bí Mật', copies: 2 },
  documents: [],
  ...changes,
});

let made = 0;
export const newKey = (): string => `filing-${++made}-of-this-file`;
export const fileSmall = (send: Send, changes: object = {}, key = newKey()): Promise<Answer> =>
  send('POST', '/api/dossiers', smallFiling(changes), { 'idempotency-key': key });

/** The open task of a dossier, as this officer sees it. @throws when there is none */
export const getTask = async (send: Send, dossierId: string): Promise<Task> => {
  const { body } = await send('GET', '/api/tasks?queue=unit&limit=100');
  const row = (body['items'] as unknown as Task[]).find(({ dossier }) => dossier.id === dossierId);
  if (!row) throw new Error(`no open task of dossier ${dossierId}`);
  return (await send('GET', `/api/tasks/${row.key}`)).body as unknown as Task;
};
