import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import type { Stage } from '../../../core/interpreter/scenario/play-scenario.ts';
import { createInFlight } from './in-flight.ts';
import type { LiveBroker } from './live-broker.ts';

const LIMIT_MS = 20_000;
const MARKER = 'conformance-marker-';
const QUIET_ROUNDS = 2;
const PAUSE_MS = 30;
/**
 * What is due already when it begins is looked for a tenth of a second later, which a clock that stands still never reaches. So a broker
 * that does nothing about it for some rounds gets this little time.
 */
const STUCK_ROUNDS = 6;
const RESOLUTION_MS = 101;
/** So often it gets it; then what does not fire never will until something else happens. */
const PATIENCE = 3;
/** A marker on its way is awaited at least so long. */
const LEAST_MS = 1_000;

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const isMarker = ({ valueType, value }: EngineRecord): boolean =>
  valueType === 'MESSAGE' && String(value.name).startsWith(MARKER);

export type BrokerStage = Stage & {
  /** Everything that the scenario has brought about. */
  readonly records: readonly EngineRecord[];
};

/**
 * A live broker as a stage. It is at rest when two markers, messages that mean nothing, had no other record between them, and no
 * record tells of something under way or due.
 * @param limitMs how long it may take to come to rest
 */
export const createBrokerStage = (live: LiveBroker, limitMs = LIMIT_MS): BrokerStage => {
  const { gateway, sink } = live;
  const inFlight = createInFlight();
  const records: EngineRecord[] = [];
  /** The scenario's time at the last rest. */
  let before = live.now ?? 0;

  /** Everything that the broker has told until now. */
  const readOn = async (limitMs: number): Promise<readonly EngineRecord[]> => {
    const name = `${MARKER}${live.nextMarker()}`;
    const arrived = sink.waitFor((record) => isMarker(record) && record.value.name === name, limitMs);
    // Both are awaited together, so that a publication that fails leaves no promise alone.
    await Promise.all([
      gateway.execute({ type: 'publishMessage', name, correlationKey: '', timeToLiveMs: 0, variables: {} }),
      arrived,
    ]);
    const fresh = sink.take().filter((record) => !isMarker(record));
    for (const record of fresh) inFlight.add(record);
    return fresh;
  };

  const restless = (now: number): string =>
    `The broker does not come to rest within ${limitMs / 1000} s: ${inFlight.list(now).join(', ') || 'it goes on and on'}`;

  return {
    records,
    send: async (command) => {
      await gateway.execute(command);
    },
    settle: async (now) => {
      const ahead = Math.max(0, (live.now ?? now) - before);
      before = now;
      let clock = Math.max(inFlight.reach(now, ahead), live.now ?? now);
      await live.moveClock(clock);
      const end = Date.now() + limitMs;
      const told: EngineRecord[] = [];
      for (let quiet = 0, stuck = 0; quiet < QUIET_ROUNDS;) {
        const left = end - Date.now();
        if (left <= 0) throw new Error(restless(clock));
        const fresh = await readOn(Math.max(left, LEAST_MS));
        told.push(...fresh);
        const isWaiting = inFlight.list(clock).length > 0;
        quiet = fresh.length === 0 && !isWaiting ? quiet + 1 : 0;
        stuck = fresh.length === 0 && isWaiting ? stuck + 1 : 0;
        if (isWaiting) await wait(PAUSE_MS);
        if (stuck === 0 || stuck % STUCK_ROUNDS > 0) continue;
        if (stuck > PATIENCE * STUCK_ROUNDS) inFlight.giveUp(clock);
        else await live.moveClock((clock += RESOLUTION_MS));
      }
      records.push(...told);
      return told;
    },
  };
};
