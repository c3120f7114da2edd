import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './diagram.css';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiagram } from '../api/use-diagram.query.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Skeletons } from '../ui/Skeletons.tsx';
import { DiagramViewer, type DiagramStep } from './diagram-viewer.ts';
import classes from './Panel.module.css';

type Props = { readonly id: string; readonly active: readonly string[] };

/** The process of the dossier's own version with the present steps marked, and the same as a list for those who do not see the canvas. */
export function DiagramPanel({ id, active }: Props) {
  const { t } = useTranslation();
  const diagram = useDiagram(id);
  const container = useRef<HTMLDivElement>(null);
  const viewer = useRef<DiagramViewer | null>(null);
  const [steps, setSteps] = useState<readonly DiagramStep[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const xml = diagram.data?.xml;

  useEffect(() => {
    if (!container.current || xml === undefined) return;
    const shown = new DiagramViewer(container.current);
    viewer.current = shown;
    shown.show(xml).then(setSteps, setFailure);
    return () => {
      viewer.current = null;
      shown.destroy();
    };
  }, [xml]);
  useEffect(() => {
    if (steps.length === 0) return;
    viewer.current?.mark(active);
    viewer.current?.lookAt(active);
  }, [steps, active]);

  if (diagram.isPending) return <Skeletons rows={6} />;
  if (diagram.isError) return <ErrorState error={diagram.error} onRetry={() => void diagram.refetch()} />;
  if (failure) return <ErrorState error={failure} />;
  return (
    <section className={classes['block']} aria-label={t('dossier.tab.process')}>
      <div className={classes['diagramTools']}>
        <Button variant="default" size="xs" onClick={() => viewer.current?.fit()}>
          {t('diagram.fit')}
        </Button>
        <Button variant="default" size="xs" aria-label={t('diagram.zoomIn')} onClick={() => viewer.current?.zoom(1)}>
          +
        </Button>
        <Button variant="default" size="xs" aria-label={t('diagram.zoomOut')} onClick={() => viewer.current?.zoom(-1)}>
          −
        </Button>
      </div>
      <div ref={container} className={classes['diagram']} role="group" aria-label={t('diagram.label')} />
      <h3>{t('diagram.steps')}</h3>
      <ol className={classes['steps']}>
        {steps.map(({ id: stepId, name }) => (
          <li
            key={stepId}
            data-active={active.includes(stepId)}
            aria-current={active.includes(stepId) ? 'step' : undefined}
          >
            {name}
            {active.includes(stepId) && <span className={classes['here']}>{t('diagram.here')}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
