import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import type { StoredDefinition } from '../api.ts';
import { recordElement } from '../element-record.ts';
import { findSite, modelOf } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { publishJob, recordJob } from '../jobs.ts';
import { invalidState, notFound } from '../reject.ts';
import { loadModel, type Session } from '../session.ts';
import { closeSubscriptions, openSubscriptions } from '../subscriptions.ts';
import type { Tree } from '../tree.ts';
import { recordUserTask } from '../user-tasks.ts';
import { openWait } from '../waits.ts';
import { checkMapping, planMoves, type Move } from './check-migration.ts';
import { getProcessInstance } from './instance-commands.ts';

type Migrate = Extract<EngineCommand, { type: 'migrateInstance' }>;
const moveWaits = ({ x }: Session, tree: Tree, { instance }: Move): void => {
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

/** What the element waited for is closed, and opened as the target has it. */
const move = (session: Session, tree: Tree, moved: Move): void => {
  moved.instance.elementId = moved.element.id;
  const site = findSite(session.x, tree, moved.instance.key);
  if (!site) return;
  recordElement(site, 'ELEMENT_MIGRATED');
  moveWaits(session, tree, moved);
  try {
    openSubscriptions(site);
  } catch (error) {
    if (!(error instanceof ElementFailure)) throw error;
    throw invalidState(`Element ${moved.element.id} cannot wait for its events: ${error.message}`);
  }
};

const becomes = (tree: Tree, processInstanceKey: string, { key, id, version }: StoredDefinition): void => {
  const process = tree.processes[processInstanceKey];
  if (process) Object.assign(process, { definitionKey: key, bpmnProcessId: id, version });
};

/**
 * Moves a running instance to another definition; the active elements are mapped, the new flow is followed from there.
 * @throws CommandRejected NOT_FOUND, INVALID_ARGUMENT, INVALID_STATE (by the rules of Zeebe 8.5)
 */
export const migrateInstance = async (session: Session, command: Migrate): Promise<CommandAnswer> => {
  const { x, store } = session;
  const { processInstanceKey, targetProcessDefinitionKey, mapping } = command;
  const tree = await getProcessInstance(session, processInstanceKey);
  const definition = await store.findDefinition(targetProcessDefinitionKey);
  if (definition?.kind !== 'process') throw notFound('Process', targetProcessDefinitionKey);
  const source = modelOf(x, tree, processInstanceKey);
  const target = await loadModel(session, definition.key);
  checkMapping(source, target, mapping);
  const targets = new Map([
    [source.id, target.id],
    ...mapping.map(({ sourceElementId, targetElementId }) => [sourceElementId, targetElementId] as const),
  ]);
  const moves = planMoves({ tree, processInstanceKey, source, target, targets });
  await x.keys.reserve(moves.length * (target.keyBound + 1));
  for (const { instance } of moves) {
    const site = findSite(x, tree, instance.key);
    if (site) closeSubscriptions(site);
  }
  becomes(tree, processInstanceKey, definition);
  for (const one of moves) move(session, tree, one);
  x.records.push({
    valueType: 'PROCESS_INSTANCE_MIGRATION',
    intent: 'MIGRATED',
    key: processInstanceKey,
    timestamp: x.now,
    value: { processInstanceKey, targetProcessDefinitionKey, mappingInstructions: mapping },
  });
  return {};
};
