import type { TaskFilter } from '../api/use-tasks.query.ts';

/** Tabs of the task list by the word in the address. */
export const taskTabs = ['toi', 'don-vi', 'tat-ca', 'hom-nay', 'qua-han'] as const;
export type TaskTab = (typeof taskTabs)[number];

export type ListState = {
  readonly tab: TaskTab;
  readonly q: string;
  readonly procedureCode: string;
  readonly sort: 'due' | 'created';
  /** Key of the open task. */
  readonly task: string | null;
};

const isTab = (text: string | null): text is TaskTab => (taskTabs as readonly (string | null)[]).includes(text);

/** The whole state of the list is in the address: reload, back and another computer show the same. Unknown words are ignored. */
export const readListState = (query: URLSearchParams): ListState => {
  const tab = query.get('loc');
  return {
    tab: isTab(tab) ? tab : 'don-vi',
    q: query.get('q') ?? '',
    procedureCode: query.get('tt') ?? '',
    sort: query.get('xep') === 'moi-den' ? 'created' : 'due',
    task: query.get('viec'),
  };
};

/** Address of a state; what is usual is left out. */
export const writeListState = ({ tab, q, procedureCode, sort, task }: ListState): URLSearchParams => {
  const query = new URLSearchParams();
  if (tab !== 'don-vi') query.set('loc', tab);
  if (q) query.set('q', q);
  if (procedureCode) query.set('tt', procedureCode);
  if (sort === 'created') query.set('xep', 'moi-den');
  if (task) query.set('viec', task);
  return query;
};

/** What a state asks of the server. */
export const toTaskFilter = ({ tab, q, procedureCode, sort }: ListState): TaskFilter => ({
  queue: tab === 'toi' ? 'mine' : tab === 'don-vi' ? 'unit' : 'all',
  ...(tab === 'hom-nay' ? { due: 'today' as const } : tab === 'qua-han' ? { due: 'overdue' as const } : {}),
  q,
  procedureCode,
  sort,
});
