import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assetsFolder } from '../../shared/paths.ts';
import { JobProblem } from '../job-problem.ts';

type Bilingual = { readonly vi: string; readonly en: string };
export type NotificationTemplate = { readonly title: Bilingual; readonly body: Bilingual };
type Templates = Readonly<Record<string, NotificationTemplate>>;

let templates: Promise<Templates> | undefined;
/** Read once: the file is part of the product and changes only with it. */
const readTemplates = (): Promise<Templates> =>
  (templates ??= readFile(join(assetsFolder, 'notification-templates.json'), 'utf8').then(
    (content) => (JSON.parse(content) as { templates: Templates }).templates,
  ));

/** Names of the notices that a process may send. */
export const listNotificationTemplates = async (): Promise<string[]> => Object.keys(await readTemplates());

/** @throws JobProblem no such template */
export const getNotificationTemplate = async (name: string): Promise<NotificationTemplate> => {
  const template = (await readTemplates())[name];
  if (!template) throw new JobProblem(`Chưa có mẫu thông báo "${name}"`);
  return template;
};
