import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main>
      <PageHeading title={t('notFound.title')} className="mc-visually-hidden" />
      <EmptyState title={t('notFound.title')} action={<a href="/">{t('notFound.home')}</a>}>
        {t('notFound.detail')}
      </EmptyState>
    </main>
  );
}
