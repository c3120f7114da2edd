import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import type { SessionView } from '../../core/contracts/session.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { useSignIn } from '../api/use-sign-in.mutation.ts';
import { homeOf, safeReturnPath } from '../app/home-of.ts';
import { useErrorWords } from '../ui/ErrorState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { PreferenceButtons } from '../ui/PreferenceButtons.tsx';
import classes from './SignInPage.module.css';

/** Pages of the server are not routes of this program: they need a real load. */
const isServerPage = (path: string): boolean => /^\/(?:$|\?|thu-tuc|tra-cuu|xac-minh)/.test(path);

export function SignInPage({ session }: { readonly session: SessionView | null }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [query] = useSearchParams();
  const wordsOf = useErrorWords();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ username: username.trim(), password });
  };
  // Going on waits for the session to be known here: a page opened a moment too early would send back to this one.
  const arrived = session !== null && (signIn.isSuccess || query.has('tiep'));
  const target = safeReturnPath(query.get('tiep')) ?? homeOf(session);
  useEffect(() => {
    if (!arrived) return;
    if (isServerPage(target)) window.location.assign(target);
    else navigate(target, { replace: true });
  }, [arrived, target, navigate]);
  const problem = signIn.error;
  const isWrong = problem instanceof ApiProblem && problem.status === 401;

  return (
    <div className={classes['page']}>
      <header className={classes['bar']}>
        <a className={classes['brand']} href="/">
          <img src="/icon.svg" alt="" width="32" height="32" />
          {t('common.site')}
        </a>
        <PreferenceButtons />
      </header>
      <main className={classes['main']}>
        <form className={classes['card']} onSubmit={submit} aria-describedby={problem ? 'sign-in-problem' : undefined}>
          <PageHeading title={t('signIn.title')} className={classes['title']!} />
          <p className={classes['lead']}>{query.has('tiep') ? t('signIn.returns') : t('signIn.lead')}</p>
          {problem && (
            <p id="sign-in-problem" role="alert" className={classes['problem']}>
              {isWrong ? t('signIn.wrong') : wordsOf(problem).detail}
            </p>
          )}
          {session && !problem && (
            <p className={classes['lead']}>
              {t('signIn.already', { name: session.user.displayName })} <a href={homeOf(session)}>{t('signIn.goOn')}</a>
            </p>
          )}
          <TextInput
            label={t('signIn.username')}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            size="md"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
          <Button type="submit" size="md" h={48} loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
      </main>
    </div>
  );
}
