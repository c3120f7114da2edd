import { COUNT_LIMIT, type EngineDeskView, type EngineState } from '../../core/contracts/engine-state.ts';

/** good: nothing to do · wait: it may mend itself · bad: somebody has to look. */
export type Level = 'good' | 'wait' | 'bad';

/** What waits this long does not mend itself, milliseconds; the health checks of the server say the same. */
const LATE_MS = 60_000;

export const levelOfEngine = ({ reachable, partitions }: EngineState): Level => {
  if (!reachable) return 'bad';
  return partitions.every(({ hasLeader }) => hasLeader) ? 'good' : 'bad';
};

/** @param now of the server, so that a wrong clock of this computer changes nothing */
export const levelOfWait = (oldestAt: string | null, now: string): Level => {
  if (oldestAt === null) return 'good';
  return Date.parse(now) - Date.parse(oldestAt) > LATE_MS ? 'bad' : 'wait';
};

/** How many rows wait for a person. */
export const openCases = ({ commands, deadLetters, incidents }: EngineDeskView): number =>
  commands.refused + deadLetters + incidents;

export const overallLevel = (state: EngineDeskView): Level => {
  const levels = [
    ...state.engines.map(levelOfEngine),
    levelOfWait(state.commands.oldestAt, state.at),
    levelOfWait(state.feed.oldestAt, state.at),
    ...(openCases(state) > 0 || state.feed.foreignSince !== null ? (['bad'] as const) : []),
  ];
  if (levels.includes('bad')) return 'bad';
  return levels.includes('wait') ? 'wait' : 'good';
};

/** Counting stops somewhere, and then says so. */
export const countText = (count: number): string => {
  const text = new Intl.NumberFormat('vi-VN').format(count);
  return count >= COUNT_LIMIT ? `≥ ${text}` : text;
};
