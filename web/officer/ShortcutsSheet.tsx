import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { areSingleKeysOn, switchSingleKeys } from '../ui/use-shortcuts.ts';
import classes from './ShortcutsSheet.module.css';

const keys = [
  ['move', 'j k'],
  ['enter', 'Enter'],
  ['claim', 'c'],
  ['intoForm', 'i'],
  ['decide', 'Alt 1…9'],
  ['send', 'Ctrl Enter'],
  ['search', '/'],
  ['sheet', '?'],
  ['back', 'Esc'],
] as const;

type Props = { readonly opened: boolean; readonly onClose: () => void };

export function ShortcutsSheet({ opened, onClose }: Props) {
  const { t } = useTranslation();
  const [isOn, setOn] = useState(areSingleKeysOn);
  const toggle = (on: boolean): void => {
    switchSingleKeys(on);
    setOn(on);
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={classes['keys']}>
        {keys.map(([name, key]) => (
          <div key={name}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd>
              {key.split(' ').map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t('shortcuts.single')}
        description={t('shortcuts.singleHint')}
        checked={isOn}
        onChange={({ currentTarget }) => toggle(currentTarget.checked)}
      />
    </Modal>
  );
}
