import { behaviours } from './elements/behaviours.ts';
import type { Execution, Outside, Step } from './execution.ts';
import type { Expressions } from './expressions.ts';
import type { KeyPool } from './key-pool.ts';
import { activate, complete } from './lifecycle.ts';
import { terminate } from './termination.ts';

/** A command that makes so many steps goes round in a circle. */
const MAX_STEPS = 100_000;
/** Keys of a step beyond those that its models and variables ask for. */
const SPARE_KEYS = 32;

export type Runner = { readonly x: Execution; /** Until nothing is left to do. */ run(): Promise<void> };

type Parts = {
  readonly now: number;
  readonly keys: KeyPool;
  readonly expressions: Expressions;
  readonly outside: Outside;
};

const createQueue = () => {
  let items: Step[] = [];
  let head = 0;
  return {
    push: (step: Step): void => {
      items.push(step);
    },
    shift: (): Step | undefined => {
      const step = items[head];
      if (step) head += 1;
      if (head > 1024 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return step;
    },
  };
};

const boundOf = (x: Execution): number => {
  let bound = SPARE_KEYS;
  for (const model of x.models.values()) bound = Math.max(bound, SPARE_KEYS + model.keyBound);
  return bound;
};

export const createExecution = ({ now, keys, expressions, outside }: Parts): Runner => {
  const steps = createQueue();
  const urgent: Step[] = [];
  const x: Execution = {
    now,
    keys,
    expressions,
    outside,
    actions: { activate, complete, terminate },
    behaviours,
    models: new Map(),
    records: [],
    waits: new Map(),
    trees: new Map(),
    openedProcessInstances: [],
    push: steps.push,
    next: (step) => {
      urgent.push(step);
    },
  };
  const nextStep = (): Step | undefined => urgent.pop() ?? steps.shift();
  return {
    x,
    run: async () => {
      let count = 0;
      for (let step = nextStep(); step; step = nextStep()) {
        if (++count > MAX_STEPS) throw new Error(`A command does not come to rest after ${MAX_STEPS} steps`);
        const reserved = keys.reserve(boundOf(x) + step.keys);
        if (reserved) await reserved;
        const running = step.run();
        if (running) await running;
      }
    },
  };
};
