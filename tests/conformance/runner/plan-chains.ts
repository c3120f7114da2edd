import { startTimeOf } from '../../../core/interpreter/scenario/play-scenario.ts';
import { readDuration } from '../../../core/interpreter/scenario/perform-step.ts';
import type { Scenario } from '../../../core/interpreter/scenario/scenario.ts';

/** @returns where the clock stands when a scenario has ended, milliseconds since the epoch */
export const endTimeOf = (scenario: Scenario): number =>
  (scenario.steps ?? []).reduce(
    (now, { advanceTime }) => (advanceTime === undefined ? now : now + readDuration(advanceTime, now)),
    startTimeOf(scenario),
  );

type Planned<T> = { readonly item: T; readonly from: number; readonly to: number };

/**
 * Sorts scenarios into as few chains as can be; a broker plays one chain, and its clock only goes forward.
 * Each chain is in order of time. Scenarios that move no clock come before one that begins at the same time and does.
 */
export const planChains = <T extends { readonly scenario: Scenario; readonly name: string }>(
  items: readonly T[],
): readonly (readonly T[])[] => {
  const planned = items
    .map((item): Planned<T> => ({ item, from: startTimeOf(item.scenario), to: endTimeOf(item.scenario) }))
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.item.name < b.item.name ? -1 : 1));
  const chains: { end: number; readonly items: T[] }[] = [];
  for (const { item, from, to } of planned) {
    const [best] = chains.filter(({ end }) => end <= from).sort((a, b) => b.end - a.end);
    if (best) {
      best.items.push(item);
      best.end = to;
    } else chains.push({ end: to, items: [item] });
  }
  return chains.map((chain) => chain.items);
};
