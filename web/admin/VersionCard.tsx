import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VersionRow } from '../../core/contracts/procedure.ts';
import { formatDay, formatInstant } from '../ui/format-date.ts';
import classes from './Admin.module.css';
import { PackageProblems } from './PackageProblems.tsx';

type Props = {
  readonly code: string;
  readonly row: VersionRow;
  /** The version that new dossiers run; null while none is released. */
  readonly currentVersion: number | null;
  /** Absent: this person may not release. */
  readonly onRelease?: () => void;
};

export function VersionCard({ code, row, currentVersion, onRelease }: Props) {
  const { t } = useTranslation();
  const nameOf = (by: string): string => (by === 'library' ? t('admin.library') : by);
  const { version, checksum, createdAt, createdBy, warnings, releases, openDossiers } = row;
  const isCurrent = version === currentVersion;
  const packageUrl = `/api/procedures/${encodeURIComponent(code)}/versions/${version}/package`;
  return (
    <article className={classes['version']} data-current={isCurrent}>
      <div className={classes['versionHead']}>
        <h2>
          {t('admin.version', { version })}
          {isCurrent && <span className={classes['current']}>{t('admin.runningNow')}</span>}
        </h2>
        <div className={classes['acts']}>
          <Button
            component="a"
            href={packageUrl}
            download
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
          >
            {t('admin.download')}
          </Button>
          {onRelease && (
            <Button variant={version > (currentVersion ?? 0) ? 'filled' : 'default'} onClick={onRelease}>
              {t('admin.release')}
            </Button>
          )}
        </div>
      </div>
      <dl className={classes['facts']}>
        <div>
          <dt>{t('admin.checksum')}</dt>
          <dd className="mc-mono" title={checksum}>
            {checksum.slice(0, 16)}
          </dd>
        </div>
        <div>
          <dt>{t('admin.importedAt')}</dt>
          <dd>
            {formatInstant(createdAt)} · {nameOf(createdBy)}
          </dd>
        </div>
        <div>
          <dt>{t('admin.openDossiers')}</dt>
          <dd>{openDossiers}</dd>
        </div>
      </dl>
      <h3>{t('admin.releases')}</h3>
      {releases.length === 0 ? (
        <p className="mc-muted">{t('admin.notReleased')}</p>
      ) : (
        <ul className={classes['releases']}>
          {releases.map(({ id, units, effectiveFrom, releasedAt, releasedBy }) => (
            <li key={id}>
              {t('admin.releaseLine', {
                units: units?.join(', ') ?? t('admin.wholeSite'),
                from: formatDay(effectiveFrom),
                at: formatInstant(releasedAt),
                by: nameOf(releasedBy),
              })}
            </li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <PackageProblems title={t('admin.warnings', { count: warnings.length })} problems={warnings} />
      )}
    </article>
  );
}
