import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBaselineDensityMedium, IconBaselineDensitySmall, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProcedures } from '../api/use-procedures.query.ts';
import { useLanguage } from '../i18n/use-language.ts';
import type { ListState } from './task-filter.ts';
import classes from './TaskToolbar.module.css';
import type { Density } from './use-density.ts';

export const searchFieldId = 'task-search';
const typingPauseMs = 250;

type Props = {
  readonly state: ListState;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
  readonly onChange: (next: Partial<ListState>) => void;
};

export function TaskToolbar({ state, density, onDensity, onChange }: Props) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const procedures = useProcedures();
  const [text, setText] = useState(state.q);
  const search = useDebouncedCallback((q: string) => onChange({ q: q.trim() }), typingPauseMs);
  useEffect(() => setText(state.q), [state.q]);
  const other: Density = density === 'compact' ? 'comfortable' : 'compact';
  return (
    <div className={classes['toolbar']}>
      <TextInput
        id={searchFieldId}
        type="search"
        className={classes['search']}
        aria-label={t('tasks.search')}
        placeholder={t('tasks.searchHint')}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          search(currentTarget.value);
        }}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <NativeSelect
        className={classes['procedure']}
        aria-label={t('tasks.procedure')}
        value={state.procedureCode}
        onChange={({ currentTarget }) => onChange({ procedureCode: currentTarget.value })}
        data={[
          { value: '', label: t('tasks.everyProcedure') },
          ...(procedures.data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${pick(name)}` })),
        ]}
      />
      <NativeSelect
        aria-label={t('tasks.sort')}
        value={state.sort}
        onChange={({ currentTarget }) => onChange({ sort: currentTarget.value === 'created' ? 'created' : 'due' })}
        data={[
          { value: 'due', label: t('tasks.sortDue') },
          { value: 'created', label: t('tasks.sortCreated') },
        ]}
      />
      <ActionIcon
        variant="default"
        size="var(--mc-control)"
        aria-label={t(`tasks.density.${other}`)}
        title={t(`tasks.density.${other}`)}
        onClick={() => onDensity(other)}
      >
        {density === 'compact' ? (
          <IconBaselineDensityMedium size={18} stroke={1.75} aria-hidden />
        ) : (
          <IconBaselineDensitySmall size={18} stroke={1.75} aria-hidden />
        )}
      </ActionIcon>
    </div>
  );
}
