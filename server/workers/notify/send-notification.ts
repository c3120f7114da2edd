import type { Knex } from 'knex';
import type { LoadedDossier } from '../load-dossier.ts';
import { instantText } from '../local-text.ts';
import { fillText } from '../papers/paper-template.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { getNotificationTemplate, type NotificationTemplate } from './notification-templates.ts';

type Values = Readonly<Record<string, string>>;
const fill = (text: NotificationTemplate['title'], values: Values) => ({
  vi: fillText(text.vi, values),
  en: fillText(text.en, values),
});

const factsOf = ({ dossier, record }: LoadedDossier): Values => ({
  code: dossier.code ?? '',
  applicantName: dossier.applicantName,
  procedureName: record.name.vi,
  procedureNameEn: record.name.en,
  promisedAt: dossier.promisedAt ? instantText(dossier.promisedAt) : 'không hẹn ngày',
});

/**
 * A notice to the applicant in the portal. A dossier filed at the desk has nobody to notify there; the log says so.
 * @param extra further facts for the template, ready to read
 */
export const sendNotification = async (
  deps: WorkerDeps,
  tx: Knex.Transaction,
  loaded: LoadedDossier,
  name: string,
  extra: Values = {},
): Promise<void> => {
  const { dossier } = loaded;
  const template = await getNotificationTemplate(name);
  const values = { ...factsOf(loaded), ...extra };
  const at = new Date(deps.clock());
  const title = fill(template.title, values);
  if (dossier.ownerId !== null) {
    const body = fill(template.body, values);
    await deps.notifications.add(tx, {
      personId: dossier.ownerId,
      dossierId: dossier.id,
      template: name,
      title,
      body,
      at,
    });
    await deps.announce(tx, { type: 'notification', userId: dossier.ownerId });
  }
  await deps.dossiers.addEvent(tx, {
    dossierId: dossier.id,
    at,
    kind: 'notification',
    title,
    public: dossier.ownerId !== null,
    source: 'notify.applicant',
    detail: dossier.ownerId === null ? 'Hồ sơ nộp tại quầy, không có tài khoản để gửi thông báo' : null,
  });
};
