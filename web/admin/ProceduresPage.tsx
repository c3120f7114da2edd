import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useProcedures } from '../api/use-procedures.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './Admin.module.css';
import { UploadPackage } from './UploadPackage.tsx';

export function ProceduresPage() {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const procedures = useProcedures();
  return (
    <div className={classes['page']}>
      <PageHeading title={t('admin.procedures')} className={classes['title']!} />
      {procedures.isPending && <Skeletons rows={6} height={40} />}
      {procedures.isError && <ErrorState error={procedures.error} onRetry={() => void procedures.refetch()} />}
      {procedures.data?.items.length === 0 && (
        <EmptyState title={t('admin.noProcedures')}>{t('admin.noProceduresHint')}</EmptyState>
      )}
      {procedures.data && procedures.data.items.length > 0 && (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('admin.procedures')}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('admin.code')}</th>
                <th scope="col">{t('admin.name')}</th>
                <th scope="col">{t('admin.field')}</th>
                <th scope="col">{t('admin.running')}</th>
              </tr>
            </thead>
            <tbody>
              {procedures.data.items.map(({ code, name, field, currentVersion }) => (
                <tr key={code}>
                  <td className="mc-mono">{code}</td>
                  <th scope="row">
                    <Link href={`/quan-tri/thu-tuc/${encodeURIComponent(code)}`}>{pick(name)}</Link>
                  </th>
                  <td>{field}</td>
                  <td>{currentVersion === null ? t('admin.notReleased') : `v${currentVersion}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <UploadPackage />
    </div>
  );
}
