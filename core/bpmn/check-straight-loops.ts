import type { DeploymentProblem } from '../contracts/engine-command.ts';
import type { ElementType, ExecutableProcess, ProcessElement } from './executable-process.ts';

/** Elements at which no token ever waits. */
const passed = new Set<ElementType>([
  'TASK',
  'MANUAL_TASK',
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'START_EVENT',
  'END_EVENT',
  'INTERMEDIATE_THROW_EVENT',
  'SUB_PROCESS',
  'CALL_ACTIVITY',
]);
/** Zeebe looks for a circle behind these only; a circle of gateways that none of them leads to is let through. */
const suspects = new Set<ElementType>(['TASK', 'MANUAL_TASK', 'CALL_ACTIVITY', 'INTERMEDIATE_THROW_EVENT']);

type Place = { readonly process: ExecutableProcess; readonly element: ProcessElement };

const at = (process: ExecutableProcess, ids: readonly (string | undefined)[]): readonly Place[] =>
  ids.flatMap((id) => {
    const element = id === undefined ? undefined : process.elements.get(id);
    return element ? [{ process, element }] : [];
  });

const noneStartOf = (process: ExecutableProcess): string | undefined =>
  process.elements.get(process.id)?.startIds.find((id) => process.elements.get(id)?.eventType === 'NONE');

/** A process of the same file that a call activity names by a constant. */
const calledBy = ({ called }: ProcessElement, all: readonly ExecutableProcess[]): ExecutableProcess | undefined =>
  called && !called.processId.startsWith('=') ? all.find(({ id }) => id === called.processId) : undefined;

const nextOf = ({ process, element }: Place, all: readonly ExecutableProcess[]): readonly Place[] => {
  if (element.type === 'SUB_PROCESS') return at(process, element.startIds);
  if (element.type === 'CALL_ACTIVITY') {
    const called = calledBy(element, all);
    return called ? at(called, [noneStartOf(called)]) : [];
  }
  // the end of a path inside a sub-process goes on behind it
  const flows = element.outgoing.length > 0 ? element.outgoing : process.elements.get(element.scopeId)?.outgoing;
  return at(
    process,
    (flows ?? []).map(({ targetId }) => targetId),
  );
};

/** The first circle that is met on the way from a place; the ids of its elements, the first one again at the end. */
const findCircle = (
  place: Place,
  all: readonly ExecutableProcess[],
  path: ProcessElement[],
  harmless: Set<ProcessElement>,
): readonly string[] | undefined => {
  const { element } = place;
  const known = path.indexOf(element);
  if (known > -1) return [...path.slice(known), element].map(({ id }) => id);
  if (harmless.has(element) || !passed.has(element.type)) return undefined;
  path.push(element);
  for (const next of nextOf(place, all)) {
    const circle = findCircle(next, all, path, harmless);
    if (circle) return circle;
  }
  path.pop();
  harmless.add(element);
  return undefined;
};

const circleProblems = (
  resource: string,
  process: ExecutableProcess,
  all: readonly ExecutableProcess[],
): readonly DeploymentProblem[] => {
  const harmless = new Set<ProcessElement>();
  for (const element of process.elements.values()) {
    const circle = suspects.has(element.type) ? findCircle({ process, element }, all, [], harmless) : undefined;
    if (circle)
      return [
        {
          resource,
          elementId: element.id,
          message: `${process.id}: a token would go round without ever waiting: ${circle.join(' > ')}.`,
        },
      ];
  }
  return [];
};

const callProblems = (
  resource: string,
  process: ExecutableProcess,
  all: readonly ExecutableProcess[],
): readonly DeploymentProblem[] =>
  [...process.elements.values()].flatMap((element) => {
    const called = calledBy(element, all);
    return called && noneStartOf(called) === undefined
      ? [
          {
            resource,
            elementId: element.id,
            message: `${element.id}: the called ${called.id} has no none start event.`,
          },
        ]
      : [];
  });

/** Circles without a wait state, through all processes of one file, and calls in it that cannot begin. */
export const checkStraightLoops = (resource: string, all: readonly ExecutableProcess[]): readonly DeploymentProblem[] =>
  all.flatMap((process) => [...circleProblems(resource, process, all), ...callProblems(resource, process, all)]);
