import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PackageProblem } from '../../core/contracts/procedure.ts';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './Admin.module.css';

type Props = { readonly title: string; readonly problems: readonly PackageProblem[] };

/** Findings of a check, errors first: how bad, in which file, at which element, and a sentence. */
export function PackageProblems({ title, problems }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const sorted = problems.toSorted(
    (one, other) => one.severity.localeCompare(other.severity) || one.file.localeCompare(other.file),
  );
  return (
    <div role="status" className={classes['problems']}>
      <h3>{title}</h3>
      <ul>
        {sorted.map(({ severity, file, elementId, message }) => (
          <li key={`${file}${elementId ?? ''}${message.vi}`} data-severity={severity}>
            {severity === 'error' ? (
              <IconCircleX size={18} stroke={1.75} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
            )}
            <div>
              <p>
                <strong>{t(`admin.severity.${severity}`)}</strong> {pick(message)}
              </p>
              <p className="mc-muted">
                <span className="mc-mono">{file}</span>
                {elementId && (
                  <>
                    {' · '}
                    <span className="mc-mono">{elementId}</span>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
