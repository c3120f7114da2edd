import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { VersionRow } from '../../core/contracts/procedure.ts';
import { useProcedures } from '../api/use-procedures.query.ts';
import { useSession } from '../api/use-session.query.ts';
import { useVersions } from '../api/use-versions.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import classes from './Admin.module.css';
import { ReleaseDialog } from './ReleaseDialog.tsx';
import { UploadPackage } from './UploadPackage.tsx';
import { VersionCard } from './VersionCard.tsx';

/** Versions of a procedure, newest first: what they are, where they are released, and how many dossiers still run on each. */
export function VersionsPage({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const session = useSession();
  const procedures = useProcedures();
  const versions = useVersions(code);
  const [releasing, setReleasing] = useState<VersionRow | null>(null);
  const mayRelease = session.data?.user.roles.some(({ role }) => role === 'administrator') ?? false;
  const procedure = procedures.data?.items.find((row) => row.code === code);
  const title = procedure ? pick(procedure.name) : code;
  return (
    <div className={classes['page']}>
      <p>
        <Link href="/quan-tri/thu-tuc">{t('admin.procedures')}</Link>
      </p>
      <PageHeading title={title} className={classes['title']!} />
      <p className="mc-muted">
        <span className="mc-mono">{code}</span>
        {procedure &&
          ` · ${procedure.currentVersion === null ? t('admin.notReleased') : t('admin.inForce', { version: procedure.currentVersion })}`}
      </p>
      {versions.isPending && <Skeletons rows={6} height={40} />}
      {versions.isError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.data?.items.length === 0 && <EmptyState title={t('admin.noVersions')} />}
      <ol className={classes['versions']} aria-label={t('admin.versions')}>
        {versions.data?.items.map((row) => (
          <li key={row.version}>
            <VersionCard
              code={code}
              row={row}
              currentVersion={procedure?.currentVersion ?? null}
              {...(mayRelease ? { onRelease: () => setReleasing(row) } : {})}
            />
          </li>
        ))}
      </ol>
      <UploadPackage code={code} />
      {releasing && (
        <ReleaseDialog code={code} title={title} version={releasing.version} onClose={() => setReleasing(null)} />
      )}
    </div>
  );
}
