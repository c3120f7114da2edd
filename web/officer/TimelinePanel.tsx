import { useTranslation } from 'react-i18next';
import { documentUrl } from '../api/upload-document.ts';
import { useTimeline } from '../api/use-timeline.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './Panel.module.css';

/** What happened to the dossier, newest first: who, when, and what was said. */
export function TimelinePanel({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const timeline = useTimeline(id);
  if (timeline.isPending) return <Skeletons rows={6} />;
  if (timeline.isError) return <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (timeline.data.items.length === 0) return <EmptyState title={t('timeline.empty')} />;
  const newestFirst = timeline.data.items.toSorted((one, other) => other.at.localeCompare(one.at));
  return (
    <section className={classes['block']} aria-label={t('dossier.tab.log')}>
      <ol className={classes['timeline']}>
        {newestFirst.map(({ at, kind, title, actor, detail, documentId, until }) => (
          <li key={`${at}${kind}${title.vi}`}>
            <time dateTime={at}>{formatInstant(at)}</time>
            <div>
              <strong>{pick(title)}</strong>
              {actor && <p>{actor}</p>}
              {until && <p>{t('timeline.until', { at: formatInstant(until) })}</p>}
              {detail && <p>{detail}</p>}
              {documentId && (
                <a href={documentUrl(documentId)} target="_blank" rel="noopener">
                  {t('timeline.open')}
                </a>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
