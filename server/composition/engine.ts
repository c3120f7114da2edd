import { createEmbeddedEngine, type EmbeddedEngine } from '../engine/embedded/embedded-engine.ts';
import { createInterpreter } from '../engine/embedded/create-interpreter.ts';
import type { JobHandler } from '../engine/engine.ts';
import type { Background, Site } from './site.ts';

export const joinEngine = ({ db, listener, clock, log }: Site): EmbeddedEngine =>
  createEmbeddedEngine({ db, listener, clock, log, interpreter: createInterpreter() });

/** Timers and job handlers of a process that plays the worker; without handlers the engine only takes commands. */
export const runEngine = (
  engine: EmbeddedEngine,
  handlers: Readonly<Record<string, JobHandler>> | undefined,
): Background => ({
  start: () => (handlers ? engine.work(handlers) : undefined),
  close: () => engine.close(),
});
