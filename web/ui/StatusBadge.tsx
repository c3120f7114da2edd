import {
  IconArrowBackUp,
  IconChecks,
  IconCircleX,
  IconFileCertificate,
  IconFilePlus,
  IconHandStop,
  IconInbox,
  IconProgress,
  IconReceipt2,
  IconRubberStamp,
  type Icon,
} from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useLanguage } from '../i18n/use-language.ts';
import { findNationalStatus, type StatusName } from './national-status.ts';
import classes from './StatusBadge.module.css';

const icons: Readonly<Record<StatusName, Icon>> = {
  registered: IconInbox,
  accepted: IconRubberStamp,
  notAccepted: IconCircleX,
  processing: IconProgress,
  supplement: IconFilePlus,
  payment: IconReceipt2,
  withdrawn: IconArrowBackUp,
  stopped: IconHandStop,
  decided: IconFileCertificate,
  returned: IconChecks,
};

const colours = (name: StatusName): CSSProperties => {
  const token = `--mc-status-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return {
    '--text': `var(${token}-text)`,
    '--soft': `var(${token}-soft)`,
    '--solid': `var(${token}-solid)`,
    '--on-solid': `var(${token}-on-solid)`,
  } as CSSProperties;
};

/** National status as icon, words and shape; colour only repeats what they say. */
export function StatusBadge({ code, size = 'sm' }: { readonly code: number; readonly size?: 'sm' | 'lg' }) {
  const { pick } = useLanguage();
  const status = findNationalStatus(code);
  if (!status) return null;
  const StatusIcon = icons[status.name];
  return (
    <span className={classes['badge']} data-shape={status.shape} data-size={size} style={colours(status.name)}>
      <StatusIcon size={size === 'lg' ? 20 : 16} stroke={1.75} aria-hidden />
      {pick(status)}
    </span>
  );
}
