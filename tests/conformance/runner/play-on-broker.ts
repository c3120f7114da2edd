import type { JsonValue } from '../../../core/contracts/json.ts';
import { playScenario, startTimeOf } from '../../../core/interpreter/scenario/play-scenario.ts';
import { createBrokerStage, type BrokerStage } from './broker-stage.ts';
import { createBufferedNames } from './buffered-names.ts';
import { cleanUp } from './clean-up.ts';
import { startLiveBroker, type LiveBroker, type StartBroker } from './live-broker.ts';
import { endTimeOf } from './plan-chains.ts';
import type { ScenarioCase } from './scenario-files.ts';

export type BrokerPlayer = {
  /** Starts a broker now instead of at the first scenario. @throws Error there is no JDK or no broker, or it does not start */
  start(): Promise<void>;
  /** States after the start and after each step. @throws Error it does not come to rest, or the broker failed */
  play(one: ScenarioCase): Promise<readonly JsonValue[]>;
  /** How many brokers were started. */
  readonly starts: number;
  close(): Promise<void>;
};

export type PlayerOptions = {
  /**
   * Between two scenarios the clock of a broker may go back, which spares most starts. Measured to do no harm while nothing runs and each
   * record is exported by itself; good for a check against what was recorded, where a stall fails, never for recording.
   */
  readonly mayGoBack?: boolean;
  /** Told why a broker is left for a new one. */
  readonly tell?: (reason: string) => void;
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Plays scenarios one after another on a live broker. A new broker with empty data takes the place of one whose clock is too late, on
 * which a scenario failed, or that still holds messages which the next one could meet.
 */
export const createBrokerPlayer = (
  startBroker: StartBroker,
  { mayGoBack = false, tell = () => undefined }: PlayerOptions = {},
): BrokerPlayer => {
  let live: LiveBroker | undefined;
  let buffered = createBufferedNames();
  let starts = 0;

  const close = async (): Promise<void> => {
    const old = live;
    live = undefined;
    await old?.close();
  };
  const leave = async (reason: string): Promise<void> => {
    tell(reason);
    await close();
  };
  const start = async (): Promise<LiveBroker> => {
    live = await startLiveBroker(startBroker);
    buffered = createBufferedNames();
    starts += 1;
    return live;
  };
  const brokerFor = async (one: ScenarioCase): Promise<LiveBroker> => {
    const from = startTimeOf(one.scenario);
    if (live && !mayGoBack && (live.now ?? from) > from) await leave(`${one.name} begins before its clock`);
    if (live && buffered.concern(one)) await leave(`${one.name} could meet messages that are left in it`);
    const broker = live ?? (await start());
    await broker.setClock(from);
    return broker;
  };
  /** The states are known by then: what cannot be taken away costs the next scenario a new broker, nothing else. */
  const tidy = async (broker: LiveBroker, stage: BrokerStage, one: ScenarioCase): Promise<void> => {
    const now = endTimeOf(one.scenario);
    try {
      await cleanUp(broker, stage, now);
      buffered.add(one, now);
    } catch (error) {
      await leave(`what ${one.name} left cannot be taken away: ${textOf(error)}`);
    }
  };
  return {
    get starts() {
      return starts;
    },
    start: async () => {
      if (!live) await start();
    },
    play: async (one) => {
      const broker = await brokerFor(one);
      const stage = createBrokerStage(broker);
      try {
        const states = await playScenario(one.scenario, one.resources, stage);
        await tidy(broker, stage, one);
        return JSON.parse(JSON.stringify(states)) as JsonValue[];
      } catch (error) {
        await leave(`${one.name} failed: ${textOf(error)}`);
        throw error;
      }
    },
    close,
  };
};
