import { readDuration } from '../../../core/interpreter/scenario/perform-step.ts';
import { startTimeOf } from '../../../core/interpreter/scenario/play-scenario.ts';
import type { ScenarioMessage } from '../../../core/interpreter/scenario/scenario.ts';
import type { ScenarioCase } from './scenario-files.ts';

const messagesOf = ({ scenario: { start, steps = [] } }: ScenarioCase): readonly ScenarioMessage[] =>
  [start, ...steps.map((step) => step.start)]
    .flatMap((each) => (each && 'message' in each ? [each.message] : []))
    .concat(steps.flatMap(({ publishMessage }) => (publishMessage ? [publishMessage] : [])));

/**
 * Messages that scenarios left waiting in a broker, until when. A later scenario that knows such a name could meet them.
 */
export const createBufferedNames = () => {
  const until = new Map<string, number>();
  return {
    /** @param now when the scenario has ended */
    add: (played: ScenarioCase, now: number): void => {
      for (const { name, timeToLive } of messagesOf(played)) {
        if (timeToLive === undefined) continue;
        until.set(name, Math.max(until.get(name) ?? 0, now + readDuration(timeToLive, now)));
      }
    },
    concern: ({ scenario, resources }: ScenarioCase): boolean => {
      const texts = [JSON.stringify(scenario), ...resources.map(({ content }) => content)];
      const now = startTimeOf(scenario);
      return [...until].some(([name, end]) => end >= now && texts.some((text) => text.includes(name)));
    },
  };
};
