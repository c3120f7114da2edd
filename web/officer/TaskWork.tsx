import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import type { Variables } from '../../core/contracts/json.ts';
import type { TaskView } from '../../core/contracts/task.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { useCompleteTask } from '../api/use-complete-task.mutation.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { tell } from '../ui/tell.ts';
import { ProblemSummary } from '../ui/ProblemSummary.tsx';
import { LazyForm } from '../ui/LazyForm.tsx';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { DocumentList } from './DocumentList.tsx';
import { focusFirstField } from './focus-first-field.ts';
import classes from './TaskWork.module.css';

type Props = { readonly task: TaskView; readonly documents: DossierView['documents']; readonly onDone: () => void };

/** Form and decision of a task. What was typed stays when a colleague was faster or the server refuses. */
export function TaskWork({ task, documents, onDone }: Props) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const only = task.outcomes.length === 1 ? task.outcomes[0]?.id : undefined;
  const [outcome, setOutcome] = useState<string | undefined>(only);
  const [isMissing, setMissing] = useState(false);
  const answers = useRef<Variables>({});
  const area = useRef<HTMLDivElement>(null);
  const complete = useCompleteTask(task.dossier.id);
  const mayWork = task.state === 'open' && task.mayComplete;

  const send = (data: Variables): void => {
    const body = outcome === undefined ? data : { ...data, outcome };
    complete.mutate(
      { key: task.key, etag: task.etag, data: body },
      {
        onSuccess: () => {
          tell(t('task.completed', { name: task.name }));
          onDone();
        },
      },
    );
  };
  const submit = (): void => {
    if (!mayWork || complete.isPending) return;
    if (task.outcomes.length > 0 && outcome === undefined) return setMissing(true);
    setMissing(false);
    if (task.form === null) return send({});
    area.current?.querySelector('form')?.requestSubmit();
  };
  const choose = (id: string): void => {
    setMissing(false);
    setOutcome(id);
  };
  useShortcuts({
    'Ctrl+Enter': submit,
    i: () => focusFirstField(area.current),
    ...Object.fromEntries(task.outcomes.slice(0, 9).map(({ id }, index) => [`Alt+${index + 1}`, () => choose(id)])),
  });
  const refusal = complete.error;
  return (
    <div className={classes['work']}>
      <div ref={area} className={classes['form']}>
        {task.state !== 'open' && <p className={classes['moved']}>{t('task.moved')}</p>}
        {task.step.legal && (
          <p className={classes['legal']}>
            {t('task.legal')} {task.step.legal}
          </p>
        )}
        {refusal && (
          <ProblemSummary
            error={refusal}
            conflict={refusal instanceof ApiProblem && [409, 412].includes(refusal.status)}
          />
        )}
        {task.form === null ? (
          <p className="mc-muted">{t('task.noForm')}</p>
        ) : (
          <LazyForm
            schema={task.form}
            data={{ ...(task.data as Variables), ...answers.current, ...(outcome === undefined ? {} : { outcome }) }}
            readOnly={!mayWork}
            language={language}
            onChange={(data) => {
              answers.current = data;
            }}
            onSubmit={send}
          />
        )}
        <DecisionBar
          task={task}
          outcome={outcome}
          isMissing={isMissing}
          isPending={complete.isPending}
          disabled={!mayWork}
          onChoose={choose}
          onSubmit={submit}
        />
      </div>
      <aside className={classes['documents']} aria-labelledby="work-documents">
        <h3 id="work-documents">{t('dossier.tab.documents')}</h3>
        <DocumentList documents={documents} />
      </aside>
    </div>
  );
}
