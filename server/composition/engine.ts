import type { EngineState } from '../../core/contracts/engine-state.ts';
import { createInterpreter } from '../engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine } from '../engine/embedded/embedded-engine.ts';
import type { CommandEngine, Engine, JobHandler } from '../engine/engine.ts';
import { createRoutedEngine } from '../engine/routed-engine.ts';
import { readForeignSince } from '../engine/zeebe/foreign-feed.ts';
import type { OnRefused } from '../engine/zeebe/outbox/outcomes.ts';
import type { ZeebeEngine } from '../engine/zeebe/zeebe-engine.ts';
import { engineOfKey, hasDossiersOn, refuseSharedKeys } from './engine-keys.ts';
import type { Background, Site } from './site.ts';
import { openZeebe } from './zeebe.ts';

export type Engines = {
  /** For features: commands find the engine they belong to. */
  readonly engine: CommandEngine;
  readonly embedded: Engine;
  readonly zeebe: ZeebeEngine | undefined;
};

/**
 * The engines of this site. Most have the embedded one only; a site that moves to brokers has both, until the last dossier that began on the
 * embedded one has ended.
 * @throws ConfigError this database cannot be used with brokers
 */
export const joinEngines = async (site: Site, onRefused: OnRefused): Promise<Engines> => {
  const { config, db, listener, clock, log } = site;
  const embedded = createEmbeddedEngine({ db, listener, clock, log, interpreter: createInterpreter() });
  if (config.zeebe) await refuseSharedKeys(db);
  const zeebe = config.zeebe && openZeebe(site, config.zeebe, onRefused);
  const main = config.engine === 'zeebe' && zeebe ? zeebe : embedded;
  if (!zeebe && !(await hasDossiersOn(db, 'zeebe'))) return { engine: embedded, embedded, zeebe };
  const engine = createRoutedEngine({
    main,
    engines: zeebe ? [embedded, zeebe] : [embedded],
    engineOfKey,
    findEngineOf: async (tx, id) =>
      (await tx('dossier').where({ id }).first<{ engine: string } | undefined>('engine'))?.engine,
  });
  return { engine, embedded, zeebe };
};

/** Since when the site's brokers have had data that do not belong to its database; null where it has no brokers. */
export const readForeignBrokers = async ({ db }: Site, { zeebe }: Engines): Promise<Date | null> =>
  zeebe ? readForeignSince(db) : null;

/** How each engine of the site is doing. */
export const readEngines = async ({ embedded, zeebe }: Engines): Promise<EngineState[]> => {
  const { name, version } = embedded.capabilities;
  const here: EngineState = { name, version, reachable: true, partitions: [] };
  if (!zeebe) return [here];
  try {
    const topology = await zeebe.readTopology();
    const partitions = topology.partitions.map(({ id, hasLeader }) => ({ id, hasLeader }));
    return [here, { name: 'zeebe', version: topology.version, reachable: true, partitions }];
  } catch {
    return [here, { name: 'zeebe', version: zeebe.capabilities.version, reachable: false, partitions: [] }];
  }
};

/** Timers and job handlers of a process that plays the worker; without handlers the engines only take commands. */
export const runEngines = (
  { embedded, zeebe }: Engines,
  handlers: Readonly<Record<string, JobHandler>> | undefined,
): Background => ({
  async start() {
    zeebe?.start();
    if (!handlers) return;
    await embedded.work(handlers);
    await zeebe?.work(handlers);
  },
  async close() {
    await Promise.all([embedded.close(), zeebe?.close()]);
  },
});
