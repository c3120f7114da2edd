import './form-fit.css';
import { lazy, Suspense } from 'react';
import { Skeletons } from './Skeletons.tsx';

const ProcessForm = lazy(() => import('../form/ProcessForm.tsx'));

type Props = Parameters<typeof ProcessForm>[0];

/** The form runtime is as large as the rest of a page: it is fetched when the first form is shown. */
export function LazyForm(props: Props) {
  return (
    <Suspense fallback={<Skeletons rows={5} height={36} />}>
      <ProcessForm {...props} />
    </Suspense>
  );
}
