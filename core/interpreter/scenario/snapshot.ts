import type { Variables } from '../../contracts/json.ts';
import { USER_TASK_JOB_TYPE } from '../jobs.ts';
import type { Element, Ledger, Opened } from './ledger.ts';
import type { ScenarioState, ScenarioUserTask } from './scenario.ts';

/** Elements of other processes than the main one carry the id of theirs. */
export const nameElement = (main: string, processId: string, elementId: string): string =>
  processId === main ? elementId : `${processId}/${elementId}`;

const nameOf = (main: string, { processId, elementId, type }: Element): string =>
  nameElement(main, processId, type === 'MULTI_INSTANCE_BODY' ? `${elementId}#body` : elementId);

const isRoot = ({ type, parentKey }: Element): boolean => type === 'PROCESS' && parentKey === '-1';

export const isUserTaskJob = ({ value }: Opened): boolean => value.type === USER_TASK_JOB_TYPE;
export const openOnes = (map: ReadonlyMap<string, Opened>): readonly Opened[] =>
  [...map.values()].filter(({ isOpen }) => isOpen);

const stateOf = (roots: readonly Element[]): ScenarioState['state'] => {
  if (roots.length === 0) return 'none';
  const states = roots.map(({ state }) => state);
  return states.includes('active') ? 'active' : states.includes('terminated') ? 'terminated' : 'completed';
};

const countBy = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const headerList = (value: unknown): readonly string[] =>
  typeof value === 'string' ? (JSON.parse(value) as string[]) : [];

const userTaskOf = (element: string, { value }: Opened): ScenarioUserTask => {
  const headers = (value.customHeaders ?? {}) as Readonly<Record<string, string>>;
  const assignee = (value.assignee ?? headers['io.camunda.zeebe:assignee'] ?? '') as string;
  const groups = (value.candidateGroupsList ??
    headerList(headers['io.camunda.zeebe:candidateGroups'])) as readonly string[];
  const users = (value.candidateUsersList ??
    headerList(headers['io.camunda.zeebe:candidateUsers'])) as readonly string[];
  return {
    element,
    ...(assignee !== '' && { assignee }),
    ...(groups.length > 0 && { candidateGroups: groups }),
    ...(users.length > 0 && { candidateUsers: users }),
  };
};

export type SnapshotContext = {
  readonly main: string;
  readonly now: number;
  /** Process id of a definition, for start events that belong to no instance. */
  readonly processIdOf: (definitionKey: string) => string;
};

const waitingOf = (ledger: Ledger, { main, now, processIdOf }: SnapshotContext): ScenarioState['waiting'] => {
  const named = (elementKey: string): string => {
    const element = ledger.elements.get(elementKey);
    return element ? nameOf(main, element) : '';
  };
  const eventName = ({ elementKey, value }: Opened, id: unknown): string =>
    nameElement(
      main,
      ledger.elements.get(elementKey)?.processId ?? processIdOf(String(value.processDefinitionKey)),
      String(id),
    );
  const jobs = openOnes(ledger.jobs);
  return {
    userTasks: [...jobs.filter(isUserTaskJob), ...openOnes(ledger.userTasks)].map((task) =>
      userTaskOf(named(task.elementKey), task),
    ),
    jobs: jobs
      .filter((job) => !isUserTaskJob(job))
      .map((job) => ({
        element: named(job.elementKey),
        type: String(job.value.type),
        retries: Number(job.value.retries),
      })),
    timers: openOnes(ledger.timers).map((timer) => ({
      element: eventName(timer, timer.value.targetElementId),
      dueIn: (Number(timer.value.dueDate) - now) / 1000,
    })),
    messages: openOnes(ledger.messages).map((message) => ({
      element: eventName(message, message.value.elementId),
      name: String(message.value.messageName),
      correlationKey: String(message.value.correlationKey),
    })),
    signals: openOnes(ledger.signals)
      .filter(({ elementKey }) => elementKey !== '-1')
      .map((signal) => ({
        element: eventName(signal, signal.value.catchEventId),
        name: String(signal.value.signalName),
      })),
  };
};

const localsOf = (ledger: Ledger, main: string): Record<string, Variables[]> => {
  const locals: Record<string, Variables[]> = {};
  for (const element of ledger.elements.values()) {
    const variables = ledger.variables.get(element.key);
    if (element.state !== 'active' || element.type === 'PROCESS' || !variables) continue;
    (locals[nameOf(main, element)] ??= []).push({ ...variables });
  }
  return locals;
};

/** The state of a scenario as the records have told it. */
export const takeSnapshot = (ledger: Ledger, context: SnapshotContext, rejected: string | undefined): ScenarioState => {
  const { main } = context;
  const all = [...ledger.elements.values()];
  const processes = all.filter(({ type }) => type === 'PROCESS');
  const inner = all.filter(({ type }) => type !== 'PROCESS');
  const first = processes.find((element) => isRoot(element) && element.processId === main);
  const counted = (state: Element['state']) =>
    countBy(inner.filter((element) => element.state === state).map((element) => nameOf(main, element)));
  return {
    state: stateOf(processes.filter(isRoot)),
    active: counted('active'),
    completed: counted('completed'),
    terminated: counted('terminated'),
    taken: Object.fromEntries(
      [...ledger.taken].map(([name, count]) => [nameElement(main, ...(JSON.parse(name) as [string, string])), count]),
    ),
    waiting: waitingOf(ledger, context),
    incidents: openOnes(ledger.incidents).map(({ elementKey, value }) => {
      const element = ledger.elements.get(elementKey);
      const name = element?.type === 'PROCESS' ? element.processId : element ? nameOf(main, element) : '';
      return { element: name, errorType: String(value.errorType) };
    }),
    variables: { ...(first && ledger.variables.get(first.key)) },
    locals: localsOf(ledger, main),
    otherInstances: processes
      .filter((element) => element !== first)
      .map(({ key, processId, state }) => ({ process: processId, state, variables: { ...ledger.variables.get(key) } })),
    ...(rejected !== undefined && { rejected }),
  };
};
