import { CommandRejected } from '../../contracts/engine-command.ts';
import { compareKeys } from '../compare-keys.ts';
import { isUserTaskJob, nameElement } from './snapshot.ts';
import type { Ledger, Opened } from './ledger.ts';
import type { ScenarioTarget } from './scenario.ts';

const nothing = (what: string): CommandRejected => new CommandRejected('NOT_FOUND', `No ${what} is there`);

/** Keys of those that a target means: one, or all that wait now. Where none waits any more, the newest of the past. */
export const chooseOpened = (
  all: readonly Opened[],
  { instance = 0, all: every = false }: ScenarioTarget,
  what: string,
): readonly string[] => {
  const open = all.filter(({ isOpen }) => isOpen);
  if (every && open.length > 0) return open.map(({ key }) => key);
  const found = open.length > 0 ? open.at(instance) : all.at(-1);
  if (!found) throw nothing(what);
  return [found.key];
};

const matches = (
  ledger: Ledger,
  main: string,
  { elementKey, value }: Opened,
  { element, type }: ScenarioTarget,
): boolean => {
  const found = ledger.elements.get(elementKey);
  if (!found) return false;
  const suffix = found.type === 'MULTI_INSTANCE_BODY' ? '#body' : '';
  const name = nameElement(main, found.processId, found.elementId + suffix);
  const isProcess = found.type === 'PROCESS' && found.processId === element;
  return (element === undefined || name === element || isProcess) && (type === undefined || value.type === type);
};

const byKey = (a: Opened, b: Opened): number => compareKeys(a.key, b.key);

export const chooseUserTasks = (ledger: Ledger, main: string, target: ScenarioTarget): readonly string[] =>
  chooseOpened(
    [...[...ledger.jobs.values()].filter(isUserTaskJob), ...ledger.userTasks.values()]
      .filter((one) => matches(ledger, main, one, target))
      .sort(byKey),
    target,
    'user task',
  );
/** @param own without the jobs of user tasks */
export const chooseJobs = (ledger: Ledger, main: string, target: ScenarioTarget, own: boolean): readonly string[] =>
  chooseOpened(
    [...ledger.jobs.values()].filter((job) => matches(ledger, main, job, target) && !(own && isUserTaskJob(job))),
    target,
    'job',
  );
export const chooseIncidents = (ledger: Ledger, main: string, target: ScenarioTarget): readonly string[] =>
  chooseOpened(
    [...ledger.incidents.values()].filter((incident) => matches(ledger, main, incident, target)),
    target,
    'incident',
  );

/** The active element instance that a target means; without an element the first instance of the main process. */
export const chooseElement = (ledger: Ledger, main: string, { element, instance = 0 }: ScenarioTarget): string => {
  const all = [...ledger.elements.values()].filter((one) =>
    element === undefined
      ? one.type === 'PROCESS' && one.processId === main
      : nameElement(
          main,
          one.processId,
          one.type === 'MULTI_INSTANCE_BODY' ? `${one.elementId}#body` : one.elementId,
        ) === element,
  );
  const active = all.filter(({ state }) => state === 'active');
  const found = active.length > 0 ? active.at(element === undefined ? 0 : instance) : all.at(-1);
  if (!found) throw nothing('element instance');
  return found.key;
};
