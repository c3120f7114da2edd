import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { StatusData } from '../../core/dossier/status-table.ts';
import type { Config } from '../config.ts';
import { createListener, type Listener } from '../db/listener.ts';
import type { Clock } from '../shared/clock.ts';
import { createLog } from '../shared/log.ts';
import { assetsFolder, projectRoot } from '../shared/paths.ts';
import { findSiteValue, getSiteSecret } from './site-values.ts';
import { createInTransaction, type InTransaction } from '../shared/unit-of-work.ts';

/** What every part of one running site shares. */
export type Site = {
  readonly config: Config;
  readonly db: Knex;
  /**
   * A small pool for what never changes within an act: people, units, procedures, settings. Acts read it while they hold a
   * connection of `db`; from the same pool, as many acts as it has connections would wait for each other.
   */
  readonly reads: Knex;
  readonly clock: Clock;
  readonly log: Logger;
  readonly inTransaction: InTransaction;
  readonly listener: Listener;
  readonly version: string;
  readonly statuses: StatusData;
  /** Centre that receives what nobody has addressed, and whose releases visitors see. */
  readonly defaultUnit: string;
  /** Root address of the public site without a slash at the end, for codes on papers. */
  readonly publicUrl: string;
  /** Signs what only this site may have made, such as cursors of lists. */
  readonly secret: string;
};

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T;

const DEFAULT_UNIT = 'H29.101.2';

export const createSite = async (config: Config, db: Knex, reads: Knex): Promise<Site> => {
  const log = createLog(config.logLevel);
  const [{ version }, statuses, unit, url, secret] = await Promise.all([
    readJson<{ version: string }>(join(projectRoot, 'package.json')),
    readJson<StatusData>(join(assetsFolder, 'statuses.json')),
    findSiteValue(db, 'defaultUnit'),
    findSiteValue(db, 'publicUrl'),
    getSiteSecret(db),
  ]);
  return {
    config,
    db,
    reads,
    log,
    version,
    statuses,
    clock: () => Date.now(),
    inTransaction: createInTransaction(db),
    listener: createListener(db, log),
    defaultUnit: unit ?? DEFAULT_UNIT,
    publicUrl: url ?? `http://localhost:${config.port}`,
    secret,
  };
};

/** A part of the site that runs beside requests. */
export type Background = { readonly start: () => Promise<void> | void; readonly close: () => Promise<void> | void };
