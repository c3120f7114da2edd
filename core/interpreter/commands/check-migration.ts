import { getElement, type ExecutableProcess, type ProcessElement } from '../../bpmn/executable-process.ts';
import type { EngineCommand } from '../../contracts/engine-command.ts';
import { invalidArgument, invalidState } from '../reject.ts';
import { ofElement, type ElementInstance, type Tree } from '../tree.ts';

type Mapping = Extract<EngineCommand, { type: 'migrateInstance' }>['mapping'];

export type Migration = {
  readonly tree: Tree;
  readonly processInstanceKey: string;
  readonly source: ExecutableProcess;
  readonly target: ExecutableProcess;
  /** Source element to target element; the process itself included. */
  readonly targets: ReadonlyMap<string, string>;
};
/** An active element instance and the element that it is to be one of. */
export type Move = { readonly instance: ElementInstance; readonly element: ProcessElement };

/** What a broker 8.5.8 migrates; it has been asked for each. */
const movable = new Set(['PROCESS', 'SERVICE_TASK', 'USER_TASK', 'SUB_PROCESS', 'CALL_ACTIVITY']);

/** @throws CommandRejected INVALID_ARGUMENT */
export const checkMapping = (source: ExecutableProcess, target: ExecutableProcess, mapping: Mapping): void => {
  const seen = new Set<string>();
  for (const { sourceElementId, targetElementId } of mapping) {
    if (seen.has(sourceElementId)) throw invalidArgument(`Element ${sourceElementId} is mapped more than once`);
    seen.add(sourceElementId);
    if (!source.elements.has(sourceElementId))
      throw invalidArgument(`Process ${source.id} has no element ${sourceElementId}`);
    if (!target.elements.has(targetElementId))
      throw invalidArgument(`Process ${target.id} has no element ${targetElementId}`);
  }
};

const hasEventSubProcess = (model: ExecutableProcess): boolean => getElement(model, model.id).eventStartIds.length > 0;

/** Messages are the only events at an active element that a broker 8.5 takes along; compensation counts as an event. */
const hasOtherEvents = (model: ExecutableProcess, element: ProcessElement): boolean =>
  element.eventStartIds.length > 0 ||
  element.compensationEventId !== null ||
  element.boundaryIds.some((id) => model.elements.get(id)?.eventType !== 'MESSAGE');

const problemOf = (migration: Migration, element: ProcessElement, to: ProcessElement): string | undefined => {
  const { source, target, targets, processInstanceKey } = migration;
  if (element.type !== to.type) return `is a ${element.type}, its target ${to.id} a ${to.type}`;
  if (element.userTask?.native !== to.userTask?.native) return 'would change between a job and a native user task';
  if (to.loop) return 'would become a multi-instance';
  const scopeId = targets.get(element.scopeId) ?? '';
  if (element.type !== 'PROCESS' && scopeId !== to.scopeId)
    return `would change its scope in process instance ${processInstanceKey}`;
  if (hasOtherEvents(source, element) || hasOtherEvents(target, to))
    return 'has, or would get, events other than boundary messages';
  if (element.boundaryIds.some((id) => to.boundaryIds.includes(targets.get(id) ?? '')))
    return 'has a boundary event that is mapped; it is opened anew and cannot be taken along';
  return undefined;
};

const moveOf = (migration: Migration, instance: ElementInstance): Move => {
  const { tree, source, target, targets } = migration;
  const element = getElement(source, instance.elementId);
  if (!movable.has(element.type) || element.loop)
    throw invalidState(
      `Element ${element.id} is a ${element.loop ? 'multi-instance' : element.type}; it is not migrated`,
    );
  const to = target.elements.get(targets.get(element.id) ?? '');
  if (!to) throw invalidState(`Element ${element.id} is active and has no mapping`);
  if (ofElement(tree.incidents, instance.key).length > 0) throw invalidState(`Element ${element.id} has an incident`);
  if (instance.flows > 0)
    throw invalidState(`Process instance ${migration.processInstanceKey} waits at a parallel join`);
  const problem = problemOf(migration, element, to);
  if (problem !== undefined) throw invalidState(`Element ${element.id} ${problem}`);
  return { instance, element: to };
};

/**
 * Zeebe's conditions of a migration, as a broker 8.5.8 has them.
 * @returns what is to be moved
 * @throws CommandRejected INVALID_STATE
 */
export const planMoves = (migration: Migration): readonly Move[] => {
  const { tree, source, target, processInstanceKey } = migration;
  if (tree.rootKey !== processInstanceKey)
    throw invalidState(`Process instance ${processInstanceKey} was called by another one and is not migrated alone`);
  if (hasEventSubProcess(source) || hasEventSubProcess(target))
    throw invalidState('A process with an event sub-process is not migrated');
  return Object.values(tree.elements)
    .filter((instance) => instance.processInstanceKey === processInstanceKey)
    .map((instance) => moveOf(migration, instance));
};
