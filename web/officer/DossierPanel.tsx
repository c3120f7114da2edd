import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../core/contracts/dossier.ts';
import type { Variables } from '../../core/contracts/json.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { formatInstant } from '../ui/format-date.ts';
import { LazyForm } from '../ui/LazyForm.tsx';
import classes from './Panel.module.css';

const applicantFields = ['fullName', 'personalId', 'taxCode', 'phone', 'email', 'address'] as const;

/** Who applies for what, and the answers given, read-only in the form in which they were given. */
export function DossierPanel({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation();
  const { language, pick } = useLanguage();
  const form = dossier.startForm;
  const applicant = dossier.applicant as Readonly<Record<string, unknown>>;
  const facts: readonly (readonly [string, string])[] = [
    [t('dossier.code'), dossier.code ?? t('tasks.noCode')],
    [t('dossier.procedure'), `${dossier.procedure.code} ${pick(dossier.procedure.name)}`],
    [t('dossier.case'), pick(dossier.caseName)],
    [t('dossier.version'), `v${dossier.procedure.version}`],
    [t('dossier.channel'), t(`channel.${dossier.channel}`)],
    [t('dossier.submittedAt'), formatInstant(dossier.submittedAt)],
    ...(dossier.acceptedAt ? [[t('dossier.acceptedAt'), formatInstant(dossier.acceptedAt)] as const] : []),
    ...(dossier.lookupCode ? [[t('dossier.lookupCode'), dossier.lookupCode] as const] : []),
  ];
  return (
    <div className={classes['panel']}>
      <section className={classes['block']}>
        <h3>{t('dossier.applicant')}</h3>
        <Facts
          facts={applicantFields.flatMap((name) =>
            typeof applicant[name] === 'string' && applicant[name] !== ''
              ? [[t(`applicant.${name}`), applicant[name]] as const]
              : [],
          )}
        />
      </section>
      <section className={classes['block']}>
        <h3>{t('dossier.about')}</h3>
        <Facts facts={facts} />
      </section>
      <section className={classes['block']}>
        <h3>{t('dossier.answers')}</h3>
        {form ? (
          <LazyForm schema={form} data={dossier.data as Variables} readOnly language={language} />
        ) : (
          <Facts
            facts={Object.entries(dossier.data).flatMap(([name, value]) =>
              typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
            )}
          />
        )}
      </section>
    </div>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
