import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, ConnectionLost } from '../api/api-problem.ts';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './States.module.css';

/** What failed, what to do, and the request id for whoever helps. Words of the server come first: they know more. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const { title, detail } = useErrorWords()(error);
  const requestId = error instanceof ApiProblem ? error.problem.requestId : undefined;
  return (
    <div className={classes['state']} data-kind="error" role="alert">
      <IconAlertTriangle size={24} stroke={1.75} aria-hidden />
      <div>
        <p className={classes['title']}>{title}</p>
        <p>{detail}</p>
        {requestId && (
          <p className={classes['small']}>
            {t('error.requestId')} <span className="mc-mono">{requestId}</span>
          </p>
        )}
        {onRetry && (
          <Button variant="default" mt="sm" onClick={onRetry}>
            {t('error.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

export const useErrorWords = (): ((error: unknown) => { readonly title: string; readonly detail: string }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (error) => {
    if (error instanceof ConnectionLost) return { title: t('error.connection'), detail: t('error.connectionDetail') };
    if (!(error instanceof ApiProblem)) return { title: t('error.unexpected'), detail: t('error.unexpectedDetail') };
    const { problem } = error;
    const title = language === 'en' ? (problem.titleEn ?? problem.title) : problem.title;
    return { title, detail: language === 'vi' && problem.detail ? problem.detail : t(adviceKey(problem.status)) };
  };
};

/** Details of the server are Vietnamese; in English the status tells what to do. */
const adviceKey = (status: number): string => {
  if (status === 401) return 'error.advice.signIn';
  if (status === 403) return 'error.advice.forbidden';
  if (status === 404) return 'error.advice.notFound';
  if (status === 409 || status === 412) return 'error.advice.conflict';
  if (status === 422 || status === 400) return 'error.advice.invalid';
  if (status === 429) return 'error.advice.tooMany';
  return 'error.advice.server';
};
