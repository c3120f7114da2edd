import type { OutboxCommand } from './outbox-row.ts';

/** `uncertain`: it was sent before, so the feed is asked first. */
export type Sort = 'certain' | 'uncertain';

/** Commands in hand: each lane in the order of its ids, one of a lane at a time. */
export type Lanes = {
  readonly size: number;
  /** Those of unknown outcome. */
  readonly uncertain: number;
  /** @param isKept false: whether it is still in this process's hands is to be found out; until `keep` it holds its lane back */
  add(command: OutboxCommand, isKept?: boolean): void;
  /** These are known to be in this process's hands. */
  keep(ids: ReadonlySet<string>): void;
  /** The next command (of this sort) of a lane that has none under way; it stays in hand until `done` or `putBack`. */
  take(sort?: Sort): OutboxCommand | undefined;
  /** Whether a command that was taken is still in hand: `drop` may have forgotten it meanwhile. */
  holds(command: OutboxCommand): boolean;
  /** This one is over; the next of its lane may go. */
  done(command: OutboxCommand): void;
  /** This one has to be tried again, before the others of its lane. */
  putBack(command: OutboxCommand): void;
  /** Forgets commands that went to another process, with what waits behind them in their lanes. */
  drop(keep: ReadonlySet<string>): void;
  ids(): string[];
  list(): OutboxCommand[];
};

const sortOf = ({ uncertain }: OutboxCommand): Sort => (uncertain ? 'uncertain' : 'certain');
const isBefore = (one: OutboxCommand, other: OutboxCommand): boolean => BigInt(one.id) < BigInt(other.id);

export const createLanes = (): Lanes => {
  const lanes = new Map<string, OutboxCommand[]>();
  /** Lanes whose first command may go, in the order in which they became ready. */
  const ready = { certain: new Set<string>(), uncertain: new Set<string>() };
  const underWay = new Map<string, string>();
  const unsure = new Set<string>();
  let size = 0;
  let uncertain = 0;

  const count = (command: OutboxCommand, by: 1 | -1): void => {
    size += by;
    if (command.uncertain) uncertain += by;
  };
  const makeReady = (name: string): void => {
    const first = lanes.get(name)?.[0];
    if (!first || underWay.has(name)) return;
    const wanted = unsure.has(first.id) ? undefined : sortOf(first);
    for (const sort of ['certain', 'uncertain'] as const) if (sort !== wanted) ready[sort].delete(name);
    if (wanted) ready[wanted].add(name);
  };
  const takeOf = (sort: Sort): OutboxCommand | undefined => {
    for (const name of ready[sort]) {
      ready[sort].delete(name);
      const first = lanes.get(name)?.[0];
      if (!first) continue;
      underWay.set(name, first.id);
      return first;
    }
    return undefined;
  };
  /** One that was given back late goes before those that were written down after it, unless the first is on its way. */
  const insert = (lane: OutboxCommand[], command: OutboxCommand): void => {
    let place = lane.length;
    const first = underWay.has(command.lane) ? 1 : 0;
    for (let before = lane[place - 1]; place > first && before && isBefore(command, before); before = lane[place - 1])
      place--;
    lane.splice(place, 0, command);
  };

  return {
    get size() {
      return size;
    },
    get uncertain() {
      return uncertain;
    },
    add(command, isKept = true) {
      const lane = lanes.get(command.lane) ?? [];
      if (lane.some(({ id }) => id === command.id)) return;
      insert(lane, command);
      if (!isKept) unsure.add(command.id);
      lanes.set(command.lane, lane);
      count(command, 1);
      makeReady(command.lane);
    },
    keep(ids) {
      if (unsure.size === 0) return;
      for (const id of [...unsure]) if (ids.has(id)) unsure.delete(id);
      for (const name of lanes.keys()) makeReady(name);
    },
    take: (sort) => (sort ? takeOf(sort) : (takeOf('certain') ?? takeOf('uncertain'))),
    holds: (command) => underWay.get(command.lane) === command.id && lanes.get(command.lane)?.[0] === command,
    done({ id, lane: name }) {
      underWay.delete(name);
      const lane = lanes.get(name);
      const first = lane?.[0];
      if (lane && first?.id === id) {
        lane.shift();
        count(first, -1);
      }
      if (lane?.length === 0) lanes.delete(name);
      else makeReady(name);
    },
    putBack(command) {
      underWay.delete(command.lane);
      const lane = lanes.get(command.lane);
      const first = lane?.[0];
      // It may have gone to another process and come back, which only the one in the lane tells.
      if (lane && first?.id === command.id) {
        lane[0] = { ...command, uncertain: command.uncertain || first.uncertain };
        count(first, -1);
        count(lane[0], 1);
      }
      makeReady(command.lane);
    },
    drop(keep) {
      for (const [name, lane] of lanes) {
        const from = lane.findIndex(({ id }) => !keep.has(id));
        if (from < 0) continue;
        for (const each of lane.splice(from)) {
          unsure.delete(each.id);
          count(each, -1);
        }
        if (from > 0) continue;
        lanes.delete(name);
        ready.certain.delete(name);
        ready.uncertain.delete(name);
      }
    },
    ids: () => [...lanes.values()].flatMap((lane) => lane.map(({ id }) => id)),
    list: () => [...lanes.values()].flat(),
  };
};
