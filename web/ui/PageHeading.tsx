import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly title: string; readonly children?: ReactNode; readonly className?: string };

let pagesShown = 0;

/**
 * The h1 of a page. It names the browser tab, and takes the focus when one comes from another page, so that screen readers
 * start there and eyes see its beginning; on the first page of a visit the focus stays where the browser puts it.
 */
export function PageHeading({ title, children, className }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (pagesShown > 0) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
    pagesShown += 1;
  }, []);
  useEffect(() => {
    document.title = `${title} · ${t('common.site')}`;
  }, [title, t]);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children ?? title}
    </h1>
  );
}
