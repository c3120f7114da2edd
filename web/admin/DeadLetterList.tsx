import { useTranslation } from 'react-i18next';
import type { DeadLetterRow } from '../../core/contracts/engine-state.ts';
import { useDeskList } from '../api/use-desk-list.query.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatInstant } from '../ui/format-date.ts';
import { DeskTable } from './DeskTable.tsx';

const idOf = ({ id }: DeadLetterRow): string => `ban-ghi-${id}`;

/** Records of the process system that were put aside: where they stand and why; their contents stay in the database. */
export function DeadLetterList() {
  const { t } = useTranslation();
  const list = useDeskList('/api/engine/dead-letters');
  return (
    <DeskTable
      label={t('system.part.deadLetters')}
      list={list}
      columns={[
        t('system.column.place'),
        t('system.column.stage'),
        t('system.column.reason'),
        t('system.column.since'),
      ]}
      idOf={idOf}
      cells={(row) => [
        row.partition === null ? (
          t('system.unknownPlace')
        ) : (
          <span key="p" className="mc-mono">
            {row.partition} / {row.position ?? '?'}
          </span>
        ),
        t(`system.stage.${row.stage}`),
        row.reason,
        <a key="t" href={`#${idOf(row)}`}>
          <time dateTime={row.at}>{formatInstant(row.at)}</time>
        </a>,
      ]}
      empty={<EmptyState title={t('system.empty.deadLetters')}>{t('system.empty.deadLettersHint')}</EmptyState>}
    />
  );
}
