import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedCommandRow } from '../../core/contracts/engine-state.ts';
import type { DeskAct } from '../api/use-desk-act.mutation.ts';
import { useDeskList } from '../api/use-desk-list.query.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { ConfirmAct } from './ConfirmAct.tsx';
import { DeskTable } from './DeskTable.tsx';
import { DossierLink } from './DossierLink.tsx';
import classes from './System.module.css';

type Asked = { readonly row: RefusedCommandRow; readonly kind: Exclude<DeskAct['kind'], 'resolve'> };
const idOf = ({ id }: Pick<RefusedCommandRow, 'id'>): string => `tu-choi-${id}`;

/** What the process system refused: what was asked, its reason, and whether to send it again or let it be. */
export function RefusedList() {
  const { t } = useTranslation();
  const list = useDeskList('/api/engine/refused');
  const [asked, setAsked] = useState<Asked | null>(null);
  const whatOf = ({ type, subject }: RefusedCommandRow) => (
    <>
      <strong>{t(`system.command.${type}`)}</strong>
      {subject && <p className="mc-muted">{subject}</p>}
    </>
  );
  const whyOf = ({ reason, detail, isSettled }: RefusedCommandRow) => (
    <>
      <span>{t(isSettled ? 'system.settled' : `system.reason.${reason}`)}</span>
      <p className="mc-muted">{detail}</p>
    </>
  );
  return (
    <>
      <DeskTable
        label={t('system.part.refused')}
        list={list}
        columns={[
          t('system.column.dossier'),
          t('system.column.asked'),
          t('system.column.reason'),
          t('system.column.refusedAt'),
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
          whatOf(row),
          whyOf(row),
          <a key="t" href={`#${idOf(row)}`}>
            <time dateTime={row.refusedAt}>{formatInstant(row.refusedAt)}</time>
          </a>,
          <div key="a" className={classes['pair']}>
            {!row.isSettled && (
              <Button variant="default" onClick={() => setAsked({ row, kind: 'retry' })}>
                {t('system.act.retry.open')}
              </Button>
            )}
            <Button variant="default" onClick={() => setAsked({ row, kind: 'dismiss' })}>
              {t('system.act.dismiss.open')}
            </Button>
          </div>,
        ]}
        empty={<EmptyState title={t('system.empty.refused')}>{t('system.empty.refusedHint')}</EmptyState>}
      />
      {asked && (
        <ConfirmAct
          act={{ kind: asked.kind, key: asked.row.id }}
          onClose={() => setAsked(null)}
          onDone={() => setAsked(null)}
        >
          {whatOf(asked.row)}
        </ConfirmAct>
      )}
    </>
  );
}
