import { useTranslation } from 'react-i18next';
import type { TaskListView } from '../../core/contracts/task.ts';
import classes from './TaskTabs.module.css';
import { taskTabs, type TaskTab } from './task-filter.ts';

type Counts = TaskListView['counts'];
type Props = { readonly tab: TaskTab; readonly counts: Counts | undefined; readonly onChange: (tab: TaskTab) => void };

const countOf: Readonly<Record<TaskTab, keyof Counts>> = {
  toi: 'mine',
  'don-vi': 'unit',
  'tat-ca': 'all',
  'hom-nay': 'dueToday',
  'qua-han': 'overdue',
};
/** The server stops counting here. */
const most = 1000;

/** Ways to look at the same list, so these are pressed buttons rather than tabs with panels of their own. */
export function TaskTabs({ tab, counts, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes['tabs']} role="group" aria-label={t('tasks.tabs')}>
      {taskTabs.map((name) => {
        const count = counts?.[countOf[name]];
        return (
          <button
            key={name}
            type="button"
            className={classes['tab']}
            aria-pressed={name === tab}
            data-tab={name}
            onClick={() => onChange(name)}
          >
            {t(`tasks.tab.${name}`)}
            {count !== undefined && <span data-empty={count === 0}>{count >= most ? '1000+' : count}</span>}
          </button>
        );
      })}
    </div>
  );
}
