import { useTranslation } from 'react-i18next';
import type { AgencyRequestListRow } from '../../core/contracts/agency.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { formatInstant } from '../ui/format-date.ts';
import { AgencyAnswer } from './AgencyAnswer.tsx';
import { AgencyContent } from './AgencyContent.tsx';
import classes from './AgencyPage.module.css';

/** One request: what is asked, of which dossier, until when, and the answer. */
export function AgencyRequest({ request }: { readonly request: AgencyRequestListRow }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const due = t('agency.dueAt', { at: formatInstant(request.dueAt) });
  return (
    <article className={classes['request']}>
      <header>
        <h2>{request.subject || pick(request.procedureName)}</h2>
        <p>
          <span className="mc-mono">{request.dossierCode ?? '—'}</span> · {pick(request.procedureName)}
        </p>
        <p className={request.late ? classes['late'] : 'mc-muted'}>
          {t('agency.sentAt', { at: formatInstant(request.sentAt) })} · {request.late ? `!! ${due}` : due}
        </p>
      </header>
      <AgencyContent request={request} />
      {request.answeredAt === null ? (
        <AgencyAnswer id={request.id} />
      ) : (
        <p>
          <strong>{t(`agency.outcome.${request.outcome ?? 'done'}`)}</strong> · {formatInstant(request.answeredAt)}
        </p>
      )}
    </article>
  );
}
