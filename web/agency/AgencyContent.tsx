import { useTranslation } from 'react-i18next';
import type { AgencyRequestListRow } from '../../core/contracts/agency.ts';
import { useAgencyRequest } from '../api/use-agency-request.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './AgencyPage.module.css';
import { sectionsOf } from './sections-of.ts';

/** What the centre tells the agency, and the agency's own words once it has answered. */
export function AgencyContent({ request }: { readonly request: AgencyRequestListRow }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const detail = useAgencyRequest(request.id);
  if (detail.isError) return <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />;
  if (detail.isPending) return <Skeletons rows={3} height={24} />;
  return (
    <div role="group" aria-label={t('agency.content')} className={classes['content']}>
      {sectionsOf(detail.data.facts).map(({ title, facts }, index) => (
        <section key={index}>
          {title && <h3>{pick(title)}</h3>}
          <dl className={classes['facts']}>
            {facts.map(({ label, value }, place) => (
              <div key={place}>
                <dt>{pick(label)}</dt>
                <dd>{pick(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {detail.data.note && <p>{detail.data.note}</p>}
    </div>
  );
}
