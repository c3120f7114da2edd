import { Worker } from 'node:worker_threads';
import type { DeploymentResource } from '../core/contracts/engine-command.ts';
import type { Scenario, ScenarioState } from '../core/interpreter/scenario/scenario.ts';

export type ScenarioQuestion = { readonly scenario: Scenario; readonly resources: readonly DeploymentResource[] };
export type ScenarioAnswer = { readonly after: readonly ScenarioState[] } | { readonly error: string };

/** A process that runs round and round fills the memory before its time is over. */
const MEMORY_MB = 1024;

export type ScenarioPlayer = {
  /** States after the start and after each step. @throws Error the scenario is wrong, or does not come to rest in time */
  play(question: ScenarioQuestion): Promise<readonly ScenarioState[]>;
  close(): Promise<void>;
};

/**
 * Plays scenarios on the interpreter, one after another, in a thread that is ended when one takes longer than `limitMs`.
 * Only a thread can be ended while a process goes round without ever waiting.
 */
export const createScenarioPlayer = (limitMs: number): ScenarioPlayer => {
  let worker: Worker | undefined;
  const start = (): Worker =>
    new Worker(new URL(import.meta.url.replace('scenario-player', 'scenario-worker')), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
  const close = async (): Promise<void> => {
    const old = worker;
    worker = undefined;
    await old?.terminate();
  };
  const ask = (thread: Worker, question: ScenarioQuestion): Promise<ScenarioAnswer> =>
    new Promise((resolve) => {
      const late = setTimeout(
        () => resolve({ error: `The scenario does not come to rest within ${limitMs / 1000} s` }),
        limitMs,
      );
      const end = (answer: ScenarioAnswer): void => {
        clearTimeout(late);
        resolve(answer);
      };
      thread.removeAllListeners();
      thread.once('message', end);
      thread.once('error', (error: NodeJS.ErrnoException) =>
        end({
          error:
            error.code === 'ERR_WORKER_OUT_OF_MEMORY'
              ? `The scenario does not come to rest: it needs more than ${MEMORY_MB} MB`
              : error.message,
        }),
      );
      thread.postMessage(question);
    });
  return {
    play: async (question) => {
      worker ??= start();
      const answer = await ask(worker, question);
      if ('after' in answer) return answer.after;
      await close();
      throw new Error(answer.error);
    },
    close,
  };
};
