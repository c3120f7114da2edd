import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { useTasks } from '../api/use-tasks.query.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { ShortcutsSheet } from './ShortcutsSheet.tsx';
import { neighbourOf } from './stable-rows.ts';
import { readListState, toTaskFilter, writeListState, type ListState } from './task-filter.ts';
import { TaskList } from './TaskList.tsx';
import { TaskPane } from './TaskPane.tsx';
import classes from './TasksPage.module.css';
import { TaskTabs } from './TaskTabs.tsx';
import { TaskToolbar, searchFieldId } from './TaskToolbar.tsx';
import { useDensity } from './use-density.ts';
import { useStableRows } from './use-stable-rows.ts';

/** The officer's day: tabs and list on the left, the open task on the right; on small screens one of the two. */
export function TasksPage({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const state = readListState(query);
  const change = (next: Partial<ListState>): void =>
    setQuery(writeListState({ ...state, ...next }), { replace: !('task' in next) || state.task !== null });

  const filter = toTaskFilter(state);
  const tasks = useTasks(filter);
  const fresh = useMemo(() => tasks.data?.pages.flatMap(({ items }) => items) ?? [], [tasks.data]);
  const list = useStableRows(fresh, JSON.stringify(filter), !tasks.isPlaceholderData && tasks.isSuccess);
  const [density, setDensity] = useDensity();
  const [isSheetOpen, openSheet] = useState(false);

  const move = (step: 1 | -1): void => {
    const index = list.rows.findIndex(({ item }) => item.key === state.task);
    const target = list.rows[index < 0 ? 0 : index + step];
    if (target) change({ task: target.item.key });
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    '/': () => document.getElementById(searchFieldId)?.focus(),
    '?': () => openSheet(true),
    Enter: () => (state.task ? document.getElementById('task-title')?.focus() : move(1)),
    Escape: () => change({ task: null }),
  });

  return (
    <div className={classes['page']} data-open={state.task !== null}>
      <PageHeading title={t('tasks.title')} className="mc-visually-hidden" />
      <section className={classes['list']} aria-label={t('tasks.title')}>
        <div className={classes['head']}>
          <p aria-hidden className={classes['title']}>
            {t('tasks.title')}
          </p>
          <button type="button" className={classes['help']} onClick={() => openSheet(true)}>
            {t('shortcuts.open')} <kbd>?</kbd>
          </button>
        </div>
        <TaskTabs
          tab={state.tab}
          counts={tasks.data?.pages[0]?.counts}
          onChange={(tab) => change({ tab, task: null })}
        />
        <TaskToolbar state={state} density={density} onDensity={setDensity} onChange={change} />
        <TaskList
          tasks={tasks}
          list={list}
          density={density}
          current={state.task}
          me={session.user.id}
          isFiltered={state.q !== '' || state.procedureCode !== ''}
          tab={state.tab}
          onOpen={(task) => change({ task })}
          onClear={() => change({ q: '', procedureCode: '' })}
        />
      </section>
      {state.task && (
        <TaskPane
          key={state.task}
          taskKey={state.task}
          onClose={() => change({ task: null })}
          onDone={() => change({ task: state.task ? neighbourOf(list.rows, state.task) : null })}
        />
      )}
      <ShortcutsSheet opened={isSheetOpen} onClose={() => openSheet(false)} />
    </div>
  );
}
