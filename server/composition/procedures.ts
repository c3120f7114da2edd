import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDecisions } from '../../core/decisions/parse-decisions.ts';
import { normaliseSearchText } from '../../core/dossier/search-text.ts';
import { createFeel } from '../../core/expressions/feel.ts';
import { checkBundle } from '../../core/procedure/check-bundle.ts';
import type { Surroundings } from '../../core/procedure/check-references.ts';
import type { RunScenario } from '../../core/procedure/check-scenarios.ts';
import { findReferences } from '../../core/procedure/find-references.ts';
import type { ReadDecisions } from '../../core/procedure/parse-bundle.ts';
import type { Slice } from '../app.ts';
import type { CommandEngine } from '../engine/engine.ts';
import type { PeopleView } from '../features/people/people-view.ts';
import { createImportLibrary } from '../features/procedures/import-library.ts';
import { readLibrary } from '../features/procedures/library.ts';
import { createProcedureRoutes, procedureDocs } from '../features/procedures/procedures-routes.ts';
import { createProceduresService } from '../features/procedures/procedures-service.ts';
import { createProceduresStore } from '../features/procedures/procedures-store.ts';
import type { ProceduresView } from '../features/procedures/procedures-view.ts';
import { assetsFolder, projectRoot } from '../shared/paths.ts';
import { jobTypes } from '../workers/job-types.ts';
import { announce } from './announce.ts';
import { createRepeating } from './repeating.ts';
import type { Background, Site } from './site.ts';

type Needs = {
  readonly engine: CommandEngine;
  readonly people: PeopleView;
  readonly view: ProceduresView;
  readonly runScenario: RunScenario;
};
export type Procedures = {
  readonly slice: Slice;
  /** Brings in the packages shipped with the product that this site does not know yet. */
  readonly importLibrary: () => Promise<void>;
  /** Brings releases to an engine that does not know them yet, also when it was away. */
  readonly deploying: Background;
};

const DEPLOY_MS = 10_000;

/** Messages that the platform publishes to processes, and those that they send each other. */
const messages = [
  'dossier.supplemented',
  'dossier.withdrawn',
  'dossier.stopped',
  'dossier.dueSoon',
  'dossier.overdue',
  'payment.settled',
  'consultation.answered',
  'agency.answered',
];

const readSurroundings = async (): Promise<Surroundings> => {
  const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(assetsFolder, name), 'utf8')) as T;
  const [organisation, statuses] = await Promise.all([
    read<{ roles: readonly { id: string }[] }>('organisation.json'),
    read<{ outcomes: readonly string[] }>('statuses.json'),
  ]);
  return {
    messages,
    outcomes: statuses.outcomes,
    roles: organisation.roles.map(({ id }) => id),
    jobTypes: jobTypes.map(({ type }) => type),
    errorCodes: jobTypes.flatMap(({ errors }) => errors),
  };
};

const createReadDecisions = (): ReadDecisions => {
  const feel = createFeel();
  return async (_file, xml) => {
    const parsed = await parseDecisions(xml, feel);
    return parsed.ok
      ? { decisionIds: [...parsed.drg.decisions.keys()], problems: [] }
      : { decisionIds: [], problems: parsed.problems.map(({ message }) => message) };
  };
};

/** Versions of procedures, their checks and releases. */
export const joinProcedures = async (site: Site, needs: Needs): Promise<Procedures> => {
  const { db, clock, log, inTransaction, defaultUnit } = site;
  const { engine, people, view, runScenario } = needs;
  const surroundings = await readSurroundings();
  const readDecisions = createReadDecisions();
  const service = createProceduresService({
    store: createProceduresStore(),
    inTransaction,
    engine,
    clock,
    announce: (tx) => announce(tx, { type: 'procedures' }),
    normaliseSearch: normaliseSearchText,
    checkBundle: (files) => checkBundle(files, { surroundings, readDecisions, runScenario }),
    findBundle: view.findBundle,
    findUnknownUnits: (codes) => people.findUnknownUnits(codes),
  });
  const importLibrary = createImportLibrary({
    service,
    log,
    readLibrary: (known) => readLibrary(projectRoot, findReferences, known),
    listKnown: () => db('release').distinct().pluck<string[]>('procedureCode'),
  });
  /** Once all is there, only releases are looked at. */
  let imported = false;
  const importAll = async (): Promise<void> => {
    imported ||= await importLibrary();
  };
  return {
    slice: {
      routes: createProcedureRoutes({ service, view, defaultUnit, clock, normaliseSearch: normaliseSearchText }),
      docs: procedureDocs,
    },
    importLibrary: importAll,
    deploying: createRepeating({
      act: async () => {
        await importAll();
        await service.deployReleased();
      },
      everyMs: DEPLOY_MS,
      onError: (err) => log.warn({ err }, 'released procedures are not on the engine yet; trying again'),
    }),
  };
};
