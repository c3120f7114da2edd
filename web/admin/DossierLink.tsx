import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import classes from './System.module.css';

type Props = {
  readonly id: string | null;
  readonly code: string | null;
  readonly procedureCode: string | null;
  readonly version: number | null;
};

/** The dossier of a row, with the version of the procedure that it runs on. */
export function DossierLink({ id, code, procedureCode, version }: Props) {
  const { t } = useTranslation();
  if (id === null) return <span className="mc-muted">{t('system.noDossier')}</span>;
  return (
    <>
      <Link href={`/lam-viec/ho-so/${encodeURIComponent(code ?? id)}`}>{code ?? t('tasks.noCode')}</Link>
      {procedureCode && (
        <p className={`mc-muted ${classes['procedure']}`}>
          <span className="mc-mono">{procedureCode}</span> v{version}
        </p>
      )}
    </>
  );
}
