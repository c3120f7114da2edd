import { useTranslation } from 'react-i18next';
import type { AgencyRequestListRow } from '../../core/contracts/agency.ts';
import { useAgencyRequest } from '../api/use-agency-request.query.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import classes from './AgencyPage.module.css';

const readable = (value: unknown): string | undefined => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '✓' : '—';
  return undefined;
};

/** What the centre tells the agency, and the agency's own words once it has answered. */
export function AgencyContent({ request }: { readonly request: AgencyRequestListRow }) {
  const { t } = useTranslation();
  const detail = useAgencyRequest(request.id);
  if (detail.isError) return <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />;
  const facts = Object.entries(detail.data?.content ?? {}).flatMap(([name, value]) => {
    const words = readable(value);
    return words === undefined || words === '' ? [] : [[name, words] as const];
  });
  return (
    <>
      <dl className={classes['facts']} aria-label={t('agency.content')}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {detail.data?.note && <p>{detail.data.note}</p>}
    </>
  );
}
