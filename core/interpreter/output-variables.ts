import type { ProcessElement } from '../bpmn/executable-process.ts';
import type { Site } from './execution.ts';
import { evaluateMappings } from './mappings.ts';
import { propagateVariables, setLocalVariables } from './variables.ts';

/** Inner instances of a multi-instance read from and write to themselves. */
const outerKey = ({ instance }: Site): string =>
  instance.loopCounter === undefined ? instance.scopeKey : instance.key;

const withoutMappings = new Set<string>(['TASK', 'MANUAL_TASK']);
const throwers = new Set<string>(['INTERMEDIATE_THROW_EVENT', 'END_EVENT']);
const withoutOutputs = new Set<string>(['ERROR', 'TERMINATE', 'COMPENSATION']);
const mapsInputs = ({ type, eventType }: ProcessElement): boolean =>
  throwers.has(type)
    ? eventType === 'MESSAGE' || eventType === 'SIGNAL'
    : type !== 'START_EVENT' && type !== 'BOUNDARY_EVENT' && !withoutMappings.has(type);
const mapsOutputs = ({ type, eventType }: ProcessElement): boolean =>
  !withoutMappings.has(type) && !(throwers.has(type) && withoutOutputs.has(eventType));

/**
 * Input mappings, where Zeebe 8.5 looks at them: not of tasks without a worker, and of throw events only of those that
 * hand variables to somebody.
 * @throws ElementFailure IO_MAPPING_ERROR
 */
export const applyInputs = (site: Site): void => {
  const { x, tree, element, instance } = site;
  if (element.inputs.length === 0 || !mapsInputs(element)) return;
  setLocalVariables(x, tree, instance, evaluateMappings({ x, tree, scopeKey: instance.key }, element.inputs, false));
};

/** What an error brought stays with the boundary event that caught it, unless an output mapping takes it further. */
const passesLocals = ({ process, element }: Site): boolean =>
  (element.type === 'BOUNDARY_EVENT' && element.eventType !== 'ERROR') ||
  element.type === 'START_EVENT' ||
  element.incoming.some(({ sourceId }) => process.elements.get(sourceId)?.type === 'EVENT_BASED_GATEWAY');

/** What was brought is used once: when something fails after it, what is repaired must not be overwritten at the next try. */
const useUp = ({ element, instance }: Site): void => {
  instance.trigger = { elementId: instance.trigger?.elementId ?? element.id, variables: {} };
};

/**
 * What an element hands on when it ends: by its output mappings, or else everything that its job, message or call brought.
 * @throws ElementFailure IO_MAPPING_ERROR
 */
export const applyOutputs = (site: Site): void => {
  const { x, tree, element, instance } = site;
  // what came to an event-based gateway belongs to the event behind it
  if (element.type === 'EVENT_BASED_GATEWAY') return;
  const brought = instance.trigger?.variables ?? {};
  const hasBrought = Object.keys(brought).length > 0;
  if (element.outputs.length > 0 && mapsOutputs(element)) {
    if (hasBrought) {
      setLocalVariables(x, tree, instance, brought);
      useUp(site);
    }
    propagateVariables(
      x,
      tree,
      outerKey(site),
      evaluateMappings({ x, tree, scopeKey: instance.key }, element.outputs, true),
    );
  } else if (hasBrought) {
    propagateVariables(x, tree, instance.key, brought);
    useUp(site);
  } else if (passesLocals(site)) {
    propagateVariables(x, tree, instance.scopeKey, instance.variables);
  }
};
