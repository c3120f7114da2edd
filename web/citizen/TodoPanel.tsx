import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import classes from './Citizen.module.css';
import { SupplementForm } from './SupplementForm.tsx';

/** National statuses after which nothing more happens, by what is left for the applicant. */
const endings: Readonly<Record<number, string>> = {
  3: 'todo.refused',
  7: 'todo.withdrawn',
  8: 'todo.stopped',
  9: 'todo.collect',
  10: 'todo.returned',
};

/** What the applicant has to do now, before anything else on the page. */
export function TodoPanel({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation();
  const maySupplement = dossier.actions.includes('supplement') && dossier.supplementItems.length > 0;
  const isPaymentDue = dossier.status === 6;
  return (
    <section
      className={classes['todo']}
      data-due={maySupplement || isPaymentDue || dossier.status === 9}
      aria-labelledby="todo-title"
    >
      <h2 id="todo-title">{t('todo.title')}</h2>
      {maySupplement ? (
        <SupplementForm dossier={dossier} />
      ) : (
        <p>{isPaymentDue ? t('todo.pay') : t(endings[dossier.status] ?? 'todo.nothing')}</p>
      )}
    </section>
  );
}
