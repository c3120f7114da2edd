import { useTranslation } from 'react-i18next';
import { useTimeline } from '../api/use-timeline.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './Citizen.module.css';

/** What happened, oldest first: the last entry is where the dossier is now. */
export function PublicTimeline({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const timeline = useTimeline(id);
  const items = timeline.data?.items.toSorted((one, other) => one.at.localeCompare(other.at)) ?? [];
  return (
    <section className={classes['block']}>
      <h2>{t('tracking.timeline')}</h2>
      {timeline.isPending && <Skeletons rows={3} />}
      {timeline.isError && <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />}
      <ol className={classes['steps']}>
        {items.map(({ at, kind, title, detail, until }, index) => (
          <li key={`${at}${kind}${title.vi}`} data-now={index === items.length - 1}>
            <strong>{pick(title)}</strong>
            <p className={classes['small']}>
              <time dateTime={at}>{formatInstant(at)}</time>
              {until && ` – ${formatInstant(until)}`}
            </p>
            {detail && <p>{detail}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
