import { eventDefinitionsOf, eventTypeOf } from './build-event.ts';
import { elementTypeOf } from './element-type.ts';
import type { Finding } from './finding.ts';
import { childrenOf, type ModdleElement } from './moddle-element.ts';

const ignored = new Set([
  'bpmn:SequenceFlow',
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
]);

const findings = (node: ModdleElement): readonly string[] => {
  if (ignored.has(node.$type)) return [];
  const kind = node.$type.replace('bpmn:', '');
  if (!node.id) return [`a ${kind} has no id.`];
  if (!elementTypeOf(node)) return [`a ${kind} is not executed.`];
  const definitions = eventDefinitionsOf(node);
  if (definitions.length > 1) return ['an event may have only one event definition.'];
  const [definition] = definitions;
  if (definition && !eventTypeOf(node))
    return [`an event with ${definition.$type.replace('bpmn:', '')} is not executed.`];
  return [];
};

/** Nodes that no executable element is made of, at any depth. */
export const checkNodes = (container: ModdleElement): readonly Finding[] =>
  childrenOf(container, 'flowElements').flatMap((node) => [
    ...findings(node).map((message) => ({ elementId: node.id ?? '', name: node.name ?? '', message })),
    ...checkNodes(node),
  ]);
