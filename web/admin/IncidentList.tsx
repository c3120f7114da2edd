import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../core/contracts/incident.ts';
import { useDeskList } from '../api/use-desk-list.query.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { ConfirmAct } from './ConfirmAct.tsx';
import { DeskTable } from './DeskTable.tsx';
import { DossierLink } from './DossierLink.tsx';
import { failureKey } from './failure-key.ts';

const idOf = ({ key }: Pick<IncidentRow, 'key'>): string => `su-co-${key}`;

/** Steps that stopped: where, why in plain words, since when, and another try once the cause is mended. */
export function IncidentList() {
  const { t } = useTranslation();
  const list = useDeskList('/api/incidents');
  const [asked, setAsked] = useState<IncidentRow | null>(null);
  const [running, setRunning] = useState<ReadonlySet<string>>(new Set());
  const stepOf = ({ elementId, jobType }: IncidentRow) => (
    <>
      <span className="mc-mono">{elementId}</span>
      {jobType && <p className="mc-muted mc-mono">{jobType}</p>}
    </>
  );
  const whyOf = ({ errorType, errorMessage }: IncidentRow) => (
    <>
      <strong>{t(`system.failure.${failureKey(errorType)}`)}</strong>
      <p className="mc-muted">{errorMessage}</p>
    </>
  );
  return (
    <>
      <DeskTable
        label={t('system.part.incidents')}
        list={list}
        columns={[
          t('system.column.dossier'),
          t('system.column.step'),
          t('system.column.failed'),
          t('system.column.since'),
          t('system.column.act'),
        ]}
        idOf={idOf}
        cells={(row) => [
          <DossierLink
            key="d"
            id={row.dossierId}
            code={row.dossierCode}
            procedureCode={row.procedureCode}
            version={row.version}
          />,
          stepOf(row),
          whyOf(row),
          <a key="t" href={`#${idOf(row)}`}>
            <time dateTime={row.createdAt}>{formatInstant(row.createdAt)}</time>
          </a>,
          running.has(row.key) ? (
            <span className="mc-muted">{t('system.running')}</span>
          ) : (
            <Button
              variant="default"
              onClick={() => setAsked(row)}
              aria-label={t('system.act.resolve.openOf', { step: row.elementId })}
            >
              {t('system.act.resolve.open')}
            </Button>
          ),
        ]}
        empty={<EmptyState title={t('system.empty.incidents')}>{t('system.empty.incidentsHint')}</EmptyState>}
      />
      {asked && (
        <ConfirmAct
          act={{ kind: 'resolve', key: asked.key }}
          onClose={() => setAsked(null)}
          onDone={() => {
            setRunning(new Set([...running, asked.key]));
            setAsked(null);
          }}
        >
          {whyOf(asked)}
        </ConfirmAct>
      )}
    </>
  );
}
