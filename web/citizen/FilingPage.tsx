import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { useProcedure } from '../api/use-procedure.query.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './Citizen.module.css';
import { Filing } from './Filing.tsx';
import { newDraft } from './new-draft.ts';
import { useDraft } from './use-draft.ts';

/** Files a dossier. Waits for the record and the draft, then hands over to the steps. */
export function FilingPage({ code, session }: { readonly code: string; readonly session: SessionView }) {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const procedure = useProcedure(code);
  const draft = useDraft(session.user.id, code);
  const failure = procedure.error ?? draft.stored.error;
  if (failure)
    return (
      <div className={classes['page']}>
        <PageHeading title={t('filing.title')} className={classes['title']!} />
        <ErrorState error={failure} onRetry={() => void (procedure.error ? procedure : draft.stored).refetch()} />
      </div>
    );
  if (!procedure.data || draft.stored.isPending) return <Skeletons rows={6} height={32} />;
  const initial = draft.stored.data ?? newDraft(procedure.data, session, query.get('truong-hop'), crypto.randomUUID());
  return <Filing procedure={procedure.data} initial={initial} isResumed={draft.stored.data !== null} draft={draft} />;
}
