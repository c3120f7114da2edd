import { Tabs } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { DocumentsPanel } from './DocumentsPanel.tsx';
import { DossierPanel } from './DossierPanel.tsx';
import classes from './DossierTabs.module.css';
import { TimelinePanel } from './TimelinePanel.tsx';

const DiagramPanel = lazy(() => import('./DiagramPanel.tsx').then(({ DiagramPanel: panel }) => ({ default: panel })));

type Props = { readonly dossier: UseQueryResult<DossierView>; readonly work?: ReactNode };
type TabName = 'work' | 'documents' | 'process' | 'log' | 'dossier';

/** Views of one dossier. A panel that was never opened is never fetched; the work keeps what was typed while another one is open. */
export function DossierTabs({ dossier, work }: Props) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<TabName>(work ? 'work' : 'dossier');
  const names: readonly TabName[] = [...(work ? (['work'] as const) : []), 'documents', 'process', 'log', 'dossier'];
  const papers = dossier.data ? dossier.data.documents.length + dossier.data.papers.length : undefined;
  const panelOf = (name: TabName): ReactNode => {
    if (name === 'work') return work;
    if (name !== tab) return null;
    if (dossier.isPending) return <Skeletons rows={5} />;
    if (dossier.isError) return <ErrorState error={dossier.error} onRetry={() => void dossier.refetch()} />;
    if (name === 'documents') return <DocumentsPanel documents={dossier.data.documents} papers={dossier.data.papers} />;
    if (name === 'log') return <TimelinePanel id={dossier.data.id} />;
    if (name === 'dossier') return <DossierPanel dossier={dossier.data} />;
    return (
      <Suspense fallback={<Skeletons rows={5} />}>
        <DiagramPanel id={dossier.data.id} active={dossier.data.activeElements} />
      </Suspense>
    );
  };
  return (
    <Tabs
      value={tab}
      onChange={(value) => setTab((value as TabName | null) ?? 'dossier')}
      keepMounted
      classNames={{ root: classes['root']!, list: classes['list']!, panel: classes['panel']! }}
    >
      {!work && <h2 className="mc-visually-hidden">{t('dossier.tabs')}</h2>}
      <Tabs.List aria-label={t('dossier.tabs')}>
        {names.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`dossier.tab.${name}`)}
            {name === 'documents' && papers !== undefined && <span className={classes['count']}>{papers}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {names.map((name) => (
        <Tabs.Panel key={name} value={name} tabIndex={0}>
          {panelOf(name)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
