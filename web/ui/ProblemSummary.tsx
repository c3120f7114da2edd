import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/api-problem.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useErrorWords } from './ErrorState.tsx';
import classes from './ProblemSummary.module.css';

type Props = { readonly error: unknown; readonly conflict?: boolean };

/** Why the server refused what was sent, every field at once; takes the focus, since the button pressed is far below. */
export function ProblemSummary({ error, conflict = false }: Props) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const { title, detail } = useErrorWords()(error);
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  useEffect(() => box.current?.focus(), [error]);
  return (
    <div ref={box} role="alert" tabIndex={-1} className={classes['box']}>
      <p className={classes['title']}>{title}</p>
      <p>{detail}</p>
      {problem?.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ pointer, message, messageEn }) => (
            <li key={`${pointer}${message}`}>{language === 'en' ? (messageEn ?? message) : message}</li>
          ))}
        </ul>
      )}
      {conflict && <p>{t('task.keepsTyped')}</p>}
      {problem?.requestId && (
        <p className={classes['small']}>
          {t('error.requestId')} <span className="mc-mono">{problem.requestId}</span>
        </p>
      )}
    </div>
  );
}
