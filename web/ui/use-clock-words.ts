import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../core/contracts/dossier.ts';
import { formatShort } from './format-date.ts';
import { wordWorkingMinutes } from './working-time.ts';

/** The clock in words that stand without colour or ring: "còn 3 ngày 2 giờ", "!! quá 4 giờ", "dừng từ 12/11, chờ người nộp". */
export const useClockWords = (): ((clock: ClockView) => string) => {
  const { t } = useTranslation();
  const units = {
    day: (count: number) => t('clock.day', { count }),
    hour: (count: number) => t('clock.hour', { count }),
    minute: (count: number) => t('clock.minute', { count }),
  };
  const length = ({ remainingMinutes }: ClockView): string => wordWorkingMinutes(remainingMinutes ?? 0, units);
  return (clock) => {
    switch (clock.state) {
      case 'safe':
        return t('clock.left', { length: length(clock) });
      case 'warning':
        return `! ${t('clock.left', { length: length(clock) })}`;
      case 'overdue':
        return `!! ${t('clock.over', { length: length(clock) })}`;
      case 'paused':
        return clock.pausedSince
          ? t('clock.pausedSince', { day: formatShort(clock.pausedSince, new Date()) })
          : t('clock.paused');
      case 'stopped':
        return t('clock.stopped');
      case 'none':
        return t('clock.none');
      default:
        return clock.state satisfies never;
    }
  };
};
