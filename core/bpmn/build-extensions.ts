import type {
  CalledDecision,
  CalledElement,
  JobDefinition,
  ListenerEvent,
  LoopDefinition,
  ScriptDefinition,
  UserTaskDefinition,
  VariableMapping,
} from './executable-process.ts';
import { childOf, childrenOf, extensionOf, flagOf, textOf, type ModdleElement } from './moddle-element.ts';

const buildMappings = (node: ModdleElement, property: string): readonly VariableMapping[] => {
  const mapping = extensionOf(node, 'ioMapping');
  return mapping
    ? childrenOf(mapping, property).map((entry) => ({
        source: textOf(entry, 'source') ?? '',
        target: textOf(entry, 'target') ?? '',
      }))
    : [];
};
export const buildInputs = (node: ModdleElement): readonly VariableMapping[] => buildMappings(node, 'inputParameters');
export const buildOutputs = (node: ModdleElement): readonly VariableMapping[] =>
  buildMappings(node, 'outputParameters');

const pairs = (owner: ModdleElement | undefined, list: string, key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (owner ? childrenOf(owner, list) : []).map((entry) => [textOf(entry, key) ?? '', textOf(entry, 'value') ?? '']),
  );
export const buildHeaders = (node: ModdleElement): Readonly<Record<string, string>> =>
  pairs(extensionOf(node, 'taskHeaders'), 'values', 'key');
export const buildProperties = (node: ModdleElement): Readonly<Record<string, string>> =>
  pairs(extensionOf(node, 'properties'), 'properties', 'name');

const jobOf = (definition: ModdleElement): JobDefinition => ({
  type: textOf(definition, 'type') ?? '',
  retries: textOf(definition, 'retries') || '3',
});
export const buildJob = (node: ModdleElement): JobDefinition | null => {
  const definition = extensionOf(node, 'taskDefinition');
  return definition ? jobOf(definition) : null;
};
export const buildListeners = (node: ModdleElement): Readonly<Record<ListenerEvent, readonly JobDefinition[]>> => {
  const list = extensionOf(node, 'executionListeners');
  const listeners = list ? childrenOf(list, 'listeners') : [];
  const of = (event: ListenerEvent): readonly JobDefinition[] =>
    listeners.filter((listener) => textOf(listener, 'eventType') === event).map(jobOf);
  return { start: of('start'), end: of('end') };
};

/** A form drawn into the process is addressed by this key, as Camunda's tools do. */
const embeddedFormKey = (form: ModdleElement | undefined): string | null => textOf(form, 'formKey') || null;

export const buildUserTask = (node: ModdleElement): UserTaskDefinition | null => {
  if (node.$type !== 'bpmn:UserTask') return null;
  const assignment = extensionOf(node, 'assignmentDefinition');
  const schedule = extensionOf(node, 'taskSchedule');
  const form = extensionOf(node, 'formDefinition');
  return {
    native: extensionOf(node, 'userTask') !== undefined,
    assignee: textOf(assignment, 'assignee') || null,
    candidateGroups: textOf(assignment, 'candidateGroups') || null,
    candidateUsers: textOf(assignment, 'candidateUsers') || null,
    dueDate: textOf(schedule, 'dueDate') || null,
    followUpDate: textOf(schedule, 'followUpDate') || null,
    formId: textOf(form, 'formId') || null,
    formKey: embeddedFormKey(form),
    externalReference: textOf(form, 'externalReference') || null,
  };
};

export const buildCalled = (node: ModdleElement): CalledElement | null => {
  const called = extensionOf(node, 'calledElement');
  return called
    ? {
        processId: textOf(called, 'processId') ?? '',
        propagateAllChildVariables: flagOf(called, 'propagateAllChildVariables', true),
        propagateAllParentVariables: flagOf(called, 'propagateAllParentVariables', true),
      }
    : null;
};
export const buildDecision = (node: ModdleElement): CalledDecision | null => {
  const called = node.$type === 'bpmn:BusinessRuleTask' ? extensionOf(node, 'calledDecision') : undefined;
  return called
    ? { decisionId: textOf(called, 'decisionId') ?? '', resultVariable: textOf(called, 'resultVariable') ?? '' }
    : null;
};
export const buildScript = (node: ModdleElement): ScriptDefinition | null => {
  const script = node.$type === 'bpmn:ScriptTask' ? extensionOf(node, 'script') : undefined;
  return script
    ? { expression: textOf(script, 'expression') ?? '', resultVariable: textOf(script, 'resultVariable') ?? '' }
    : null;
};
export const buildLoop = (node: ModdleElement): LoopDefinition | null => {
  const loop = childOf(node, 'loopCharacteristics');
  if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return null;
  const settings = extensionOf(loop, 'loopCharacteristics');
  return {
    sequential: flagOf(loop, 'isSequential', false),
    inputCollection: textOf(settings, 'inputCollection') ?? '',
    inputElement: textOf(settings, 'inputElement') || null,
    outputCollection: textOf(settings, 'outputCollection') || null,
    outputElement: textOf(settings, 'outputElement') || null,
    completionCondition: textOf(childOf(loop, 'completionCondition'), 'body') ?? null,
  };
};
