import type { EngineRecord } from '../../../core/contracts/engine-record.ts';

/** What a broker has begun and will end by itself, told by its records. */
export type InFlight = {
  add(record: EngineRecord): void;
  /**
   * Where the clock must stand for everything to fire that a scenario means to be due now.
   * @param ahead how much later than the scenario's the clock was until now, milliseconds: all that began then is due later as well
   */
  reach(now: number, ahead: number): number;
  /** What is due now and was given time enough stays overdue, as a timer whose task stands at an incident. */
  giveUp(now: number): void;
  /** Names of what is still under way at this time, for a message; none when the broker is at rest. */
  list(now: number): readonly string[];
};

/** Between these a command travels between two parts of the broker, outside its log. */
const travelling: Readonly<Record<string, { readonly begin: readonly string[]; readonly end: readonly string[] }>> = {
  PROCESS_MESSAGE_SUBSCRIPTION: { begin: ['CREATING', 'DELETING'], end: ['CREATED', 'CORRELATED', 'DELETED'] },
  MESSAGE_SUBSCRIPTION: { begin: ['CORRELATING'], end: ['CORRELATED', 'REJECTED', 'DELETED'] },
};

const AFTER_BACK_OFF_MS = 1;

/**
 * When something is due by itself, milliseconds. A broker ends a back-off after its time, not at it, and looks again only 100 ms later,
 * which a clock that stands still never reaches: so it counts as due one millisecond later.
 */
const dueAt = ({ valueType, intent, value }: EngineRecord): number | undefined => {
  if (valueType === 'TIMER') return intent === 'CREATED' ? Number(value.dueDate) : undefined;
  const ends = Number(value.recurringTime ?? -1);
  return intent === 'FAILED' && Number(value.retries) > 0 && ends >= 0 ? ends + AFTER_BACK_OFF_MS : undefined;
};

export const createInFlight = (): InFlight => {
  const open = new Set<string>();
  const due = new Map<string, number>();
  const noteDue = (name: string, record: EngineRecord): void => {
    // A job keeps its back-off while its retries change.
    if (record.intent === 'RETRIES_UPDATED') return;
    const at = dueAt(record);
    if (at === undefined) due.delete(name);
    else due.set(name, at);
  };
  return {
    add: (record) => {
      const name = `${record.valueType} ${record.key}`;
      const { begin, end } = travelling[record.valueType] ?? { begin: [], end: [] };
      if (begin.includes(record.intent)) open.add(name);
      if (end.includes(record.intent)) open.delete(name);
      if (record.valueType === 'TIMER' || record.valueType === 'JOB') noteDue(name, record);
    },
    reach: (now, ahead) => Math.max(now, ...[...due.values()].filter((at) => at <= now + ahead + AFTER_BACK_OFF_MS)),
    giveUp: (now) => {
      for (const [name, at] of due) if (at <= now) due.delete(name);
    },
    list: (now) => [...open, ...[...due].filter(([, at]) => at <= now).map(([name]) => name)],
  };
};
