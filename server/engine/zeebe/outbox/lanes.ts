import type { OutboxCommand } from './outbox-row.ts';

/** Commands in hand: each lane in its order, one of a lane at a time. */
export type Lanes = {
  readonly size: number;
  add(command: OutboxCommand): void;
  /** The next command of a lane that has none under way; it stays in hand until `done` or `putBack`. */
  take(): OutboxCommand | undefined;
  /** This one is over; the next of its lane may go. */
  done(command: OutboxCommand): void;
  /** This one has to be tried again, before the others of its lane. */
  putBack(command: OutboxCommand): void;
  /** Forgets commands that went to another process, with what waits behind them in their lanes. */
  drop(keep: ReadonlySet<string>): void;
  ids(): string[];
};

export const createLanes = (): Lanes => {
  const lanes = new Map<string, OutboxCommand[]>();
  /** Lanes whose first command may go, in the order in which they became ready. */
  const ready = new Set<string>();
  const underWay = new Map<string, string>();
  let size = 0;

  const makeReady = (lane: string): void => {
    if ((lanes.get(lane)?.length ?? 0) > 0 && !underWay.has(lane)) ready.add(lane);
  };
  return {
    get size() {
      return size;
    },
    add(command) {
      const lane = lanes.get(command.lane) ?? [];
      if (lane.some(({ id }) => id === command.id)) return;
      lane.push(command);
      lanes.set(command.lane, lane);
      size++;
      makeReady(command.lane);
    },
    take() {
      for (const name of ready) {
        ready.delete(name);
        const first = lanes.get(name)?.[0];
        if (!first) continue;
        underWay.set(name, first.id);
        return first;
      }
      return undefined;
    },
    done({ id, lane: name }) {
      underWay.delete(name);
      const lane = lanes.get(name);
      if (lane?.[0]?.id === id) {
        lane.shift();
        size--;
      }
      if (lane?.length === 0) lanes.delete(name);
      else makeReady(name);
    },
    putBack(command) {
      underWay.delete(command.lane);
      const lane = lanes.get(command.lane);
      if (lane?.[0]?.id === command.id) lane[0] = command;
      makeReady(command.lane);
    },
    drop(keep) {
      for (const [name, lane] of lanes) {
        const from = lane.findIndex(({ id }) => !keep.has(id));
        if (from < 0) continue;
        size -= lane.length - from;
        lane.length = from;
        if (from === 0) {
          lanes.delete(name);
          ready.delete(name);
        }
      }
    },
    ids: () => [...lanes.values()].flatMap((lane) => lane.map(({ id }) => id)),
  };
};
