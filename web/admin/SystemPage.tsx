import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useEngineState } from '../api/use-engine-state.query.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import admin from './Admin.module.css';
import { DeadLetterList } from './DeadLetterList.tsx';
import { IncidentList } from './IncidentList.tsx';
import { RefusedList } from './RefusedList.tsx';
import { StateMark } from './StateMark.tsx';
import classes from './System.module.css';
import { SystemFacts } from './SystemFacts.tsx';
import { countText, openCases, overallLevel } from './system-levels.ts';

const parts = [
  { name: 'incidents', path: 'su-co', List: IncidentList },
  { name: 'refused', path: 'tu-choi', List: RefusedList },
  { name: 'deadLetters', path: 'ban-ghi', List: DeadLetterList },
] as const;
const root = '/quan-tri/he-thong';

type Props = { /** Address of a part; the first one without. */ readonly part?: string };

/** How the process system is doing, and what of it waits for an administrator. */
export function SystemPage({ part = parts[0].path }: Props) {
  const { t } = useTranslation();
  const state = useEngineState({ live: true });
  const shown = parts.find(({ path }) => path === part);
  const counts = state.data && { ...state.data, refused: state.data.commands.refused };
  const level = state.data && overallLevel(state.data);
  return (
    <div className={admin['page']}>
      <PageHeading title={t('system.title')} className={admin['title']!} />
      {state.isPending && <Skeletons rows={3} height={40} />}
      {state.isError && <ErrorState error={state.error} onRetry={() => void state.refetch()} />}
      {state.data && level && (
        <section className={admin['block']} aria-label={t('system.state')}>
          <p className={classes['overall']}>
            <StateMark level={level}>{t(`system.overall.${level}`, { count: openCases(state.data) })}</StateMark>
          </p>
          <SystemFacts state={state.data} />
        </section>
      )}
      <nav className={classes['parts']} aria-label={t('system.parts')}>
        {parts.map(({ name, path }) => (
          <Link key={name} href={`${root}/${path}`} aria-current={path === part ? 'page' : undefined}>
            {t(`system.part.${name}`)}
            {counts && counts[name] > 0 && <span className={classes['count']}>{countText(counts[name])}</span>}
          </Link>
        ))}
      </nav>
      {shown ? (
        <section key={shown.name} className={classes['part']} aria-labelledby="part-title">
          <h2 id="part-title" className="mc-visually-hidden">
            {t(`system.part.${shown.name}`)}
          </h2>
          <p className="mc-muted">{t(`system.about.${shown.name}`)}</p>
          <shown.List />
        </section>
      ) : (
        <EmptyState title={t('notFound.title')} action={<Link href={root}>{t('system.title')}</Link>} />
      )}
    </div>
  );
}
