import type { ExecutableProcess, ProcessElement } from '../../bpmn/executable-process.ts';
import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import { recordElement } from '../element-record.ts';
import { findSite, modelOf } from '../execution.ts';
import { publishJob, recordJob } from '../jobs.ts';
import { invalidState, notFound } from '../reject.ts';
import { loadModel, type Session } from '../session.ts';
import type { ElementInstance, Tree } from '../tree.ts';
import { recordUserTask } from '../user-tasks.ts';
import { openWait } from '../waits.ts';
import { getProcessInstance } from './instance-commands.ts';

type Migrate = Extract<EngineCommand, { type: 'migrateInstance' }>;
type Pair = { readonly instance: ElementInstance; readonly target: ProcessElement };

const mayMigrate = ({ type }: ProcessElement): boolean =>
  type === 'PROCESS' ||
  type === 'SERVICE_TASK' ||
  type === 'USER_TASK' ||
  type === 'SEND_TASK' ||
  type === 'SUB_PROCESS' ||
  type === 'CALL_ACTIVITY' ||
  type === 'RECEIVE_TASK';

const hasEvents = (element: ProcessElement): boolean => element.boundaryIds.length + element.eventStartIds.length > 0;

const problemOf = (source: ProcessElement, target: ProcessElement | undefined): string | undefined => {
  if (!target) return 'is mapped to nothing that exists';
  if (!mayMigrate(source)) return `is a ${source.type}, which cannot be migrated`;
  if (source.type !== target.type) return `is a ${source.type}, its target ${target.id} a ${target.type}`;
  if (source.userTask?.native !== target.userTask?.native) return 'would change between a job and a native user task';
  if (source.loop || target.loop) return 'is a multi-instance, which cannot be migrated';
  if (hasEvents(source) || hasEvents(target)) return 'has boundary events or event sub-processes';
  return undefined;
};

const pairOf = (
  source: ExecutableProcess,
  target: ExecutableProcess,
  mapping: ReadonlyMap<string, string>,
  instance: ElementInstance,
): Pair => {
  const element = source.elements.get(instance.elementId);
  const targetId = element?.type === 'PROCESS' ? target.id : mapping.get(instance.elementId);
  const found = target.elements.get(targetId ?? '');
  if (targetId === undefined) throw invalidState(`Element ${instance.elementId} is active and has no mapping`);
  const problem = element && problemOf(element, found);
  if (problem !== undefined || !found) throw invalidState(`Element ${instance.elementId} ${problem ?? 'is unknown'}`);
  return { instance, target: found };
};

const moveWaits = ({ x }: Session, tree: Tree, { instance }: Pair): void => {
  for (const job of Object.values(tree.jobs))
    if (job.elementInstanceKey === instance.key) {
      recordJob(x, tree, job, 'MIGRATED');
      publishJob(x, tree, job);
    }
  for (const task of Object.values(tree.userTasks))
    if (task.elementInstanceKey === instance.key) {
      recordUserTask(x, tree, task, 'MIGRATED');
      openWait(x, tree, instance.key, { key: task.key, kind: 'userTask', elementId: instance.elementId });
    }
};

const move = (session: Session, tree: Tree, pair: Pair): void => {
  pair.instance.elementId = pair.target.id;
  const site = findSite(session.x, tree, pair.instance.key);
  if (site) recordElement(site, 'ELEMENT_MIGRATED');
  moveWaits(session, tree, pair);
};

/**
 * Moves a running instance to another definition; the active elements are mapped, the new flow is followed from there.
 * @throws CommandRejected NOT_FOUND, INVALID_STATE (by the rules of Zeebe 8.5)
 */
export const migrateInstance = async (session: Session, command: Migrate): Promise<CommandAnswer> => {
  const { x, store } = session;
  const { processInstanceKey, targetProcessDefinitionKey, mapping } = command;
  const tree = await getProcessInstance(session, processInstanceKey);
  const definition = await store.findDefinition(targetProcessDefinitionKey);
  if (definition?.kind !== 'process') throw notFound('Process', targetProcessDefinitionKey);
  const source = modelOf(x, tree, processInstanceKey);
  const target = await loadModel(session, definition.key);
  const targets = new Map(mapping.map(({ sourceElementId, targetElementId }) => [sourceElementId, targetElementId]));
  const instances = Object.values(tree.elements).filter(
    (instance) => instance.processInstanceKey === processInstanceKey,
  );
  if (
    instances.some(
      ({ flows, key }) => flows > 0 || Object.values(tree.incidents).some((one) => one.elementInstanceKey === key),
    )
  )
    throw invalidState(`Process instance ${processInstanceKey} has incidents, or waits at a parallel join`);
  const pairs = instances.map((instance) => pairOf(source, target, targets, instance));
  await x.keys.reserve(pairs.length);
  const process = tree.processes[processInstanceKey];
  if (process)
    Object.assign(process, {
      definitionKey: definition.key,
      bpmnProcessId: definition.id,
      version: definition.version,
    });
  for (const pair of pairs) move(session, tree, pair);
  x.records.push({
    valueType: 'PROCESS_INSTANCE_MIGRATION',
    intent: 'MIGRATED',
    key: processInstanceKey,
    timestamp: x.now,
    value: { processInstanceKey, targetProcessDefinitionKey, mappingInstructions: mapping },
  });
  return {};
};
