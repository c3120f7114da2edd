import { useTask } from '../api/use-task.query.ts';
import { useDossier } from '../api/use-dossier.query.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { SystemWait } from '../ui/SystemWait.tsx';
import { DossierTabs } from './DossierTabs.tsx';
import { StopDossier } from './StopDossier.tsx';
import { TaskHeader } from './TaskHeader.tsx';
import classes from './TaskPane.module.css';
import { TaskWork } from './TaskWork.tsx';

type Props = { readonly taskKey: string; readonly onClose: () => void; readonly onDone: () => void };

/** The open task: what it is about, the work itself, and everything known about its dossier. */
export function TaskPane({ taskKey, onClose, onDone }: Props) {
  const task = useTask(taskKey);
  const dossier = useDossier(task.data?.dossier.id ?? '', task.isSuccess);
  if (task.isPending) return <Skeletons rows={8} height={28} />;
  if (task.isError)
    return (
      <div className={classes['pane']}>
        <ErrorState error={task.error} onRetry={() => void task.refetch()} />
      </div>
    );
  return (
    <section className={classes['pane']} aria-labelledby="task-title">
      <TaskHeader task={task.data} onClose={onClose}>
        {dossier.data && <StopDossier dossier={dossier.data} />}
      </TaskHeader>
      <SystemWait wait={dossier.data?.awaitsSystem ?? null} reader="officer" />
      <DossierTabs
        dossier={dossier}
        work={<TaskWork task={task.data} documents={dossier.data?.documents ?? []} onDone={onDone} />}
      />
    </section>
  );
}
