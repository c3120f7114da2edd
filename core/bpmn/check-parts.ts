import { eventDefinitionsOf } from './build-event.ts';
import type { Finding } from './finding.ts';
import { childOf, childrenOf, extensionOf, partsOf, textOf, type ModdleElement } from './moddle-element.ts';

type Check = (node: ModdleElement, owner: ModdleElement) => readonly (readonly [wrong: boolean, message: string])[];

/** An attribute that is empty is none to Zeebe. */
const isGiven = (node: ModdleElement, attribute: string): boolean => (textOf(node, attribute) ?? '') !== '';
const needs =
  (...attributes: readonly string[]): Check =>
  (node) =>
    attributes.map((attribute) => [!isGiven(node, attribute), `${node.$type} needs the attribute "${attribute}".`]);

const isExpressionOrNone = (node: ModdleElement, attribute: string): boolean =>
  !isGiven(node, attribute) || (textOf(node, attribute) ?? '').startsWith('=');

const reservedHeader = 'io.camunda.zeebe:';
const headerKeys = (node: ModdleElement): readonly string[] =>
  childrenOf(node, 'values').map((header) => textOf(header, 'key') ?? '');

/** A constant list of names has one between any two commas. */
const isNameList = (text: string): boolean =>
  text === '' || text.startsWith('=') || text.split(',').every((name) => name.trim() !== '');

const checkForm: Check = (node, owner) => {
  const ways = extensionOf(owner, 'userTask') ? ['formId', 'externalReference'] : ['formId', 'formKey'];
  const given = ways.filter((way) => (textOf(node, way) ?? '').trim() !== '');
  return [[given.length !== 1, `the form needs exactly one of the attributes ${ways.join(' and ')}.`]];
};

const checkMessage: Check = (node) => {
  const message = childOf(node, 'messageRef');
  return [[message !== undefined && !message.name, 'the message has no name.']];
};

const checkThrower: Check = (node, owner) =>
  eventDefinitionsOf(node).flatMap((definition) => [
    ...checkMessage(definition, owner),
    [
      definition.$type === 'bpmn:CompensateEventDefinition' && definition['waitForCompletion'] === false,
      'a compensation that is not waited for (waitForCompletion="false") is not executed.',
    ] as const,
  ]);

const checkDefaultFlow: Check = (node) => {
  const flow = childOf(node, 'default');
  return [[flow !== undefined && childOf(flow, 'sourceRef') !== node, 'the default flow must begin at the gateway.']];
};

/** Flows join what a token can be at, not processes or lanes. */
const joinsNodes = (flow: ModdleElement): boolean =>
  ['sourceRef', 'targetRef'].every((end) =>
    /(?:Event|Task|Gateway|Activity|SubProcess|Transaction|Choreography)$/i.test(childOf(flow, end)?.$type ?? ''),
  );

const timerKinds = ['timeDate', 'timeDuration', 'timeCycle'];

/** What Zeebe asks of each part of a model, wherever it stands and whether it is used there or not. */
const checks: Readonly<Record<string, Check>> = {
  'zeebe:Input': needs('source'),
  'zeebe:Output': needs('source'),
  'zeebe:TaskDefinition': needs('type'),
  'zeebe:CalledElement': needs('processId'),
  'zeebe:CalledDecision': needs('decisionId', 'resultVariable'),
  'zeebe:Script': (node, owner) => [
    ...needs('expression', 'resultVariable')(node, owner),
    [!isExpressionOrNone(node, 'expression'), 'the script must be an expression that begins with "=".'],
  ],
  'zeebe:TaskHeaders': (node) => {
    const keys = headerKeys(node);
    return [
      [new Set(keys).size < keys.length, 'two of its headers have the same key.'],
      [keys.some((key) => key.startsWith(reservedHeader)), `keys that begin with "${reservedHeader}" are reserved.`],
    ];
  },
  'zeebe:AssignmentDefinition': (node) =>
    ['candidateGroups', 'candidateUsers'].map((attribute) => [
      !isNameList(textOf(node, attribute) ?? ''),
      `${attribute} must be names with commas between them, such as "a,b".`,
    ]),
  'zeebe:FormDefinition': checkForm,
  'zeebe:UserTaskForm': (node) => [[!isGiven(node, 'body'), 'the form that is drawn into the process is empty.']],
  'zeebe:ExecutionListeners': (node, owner) => {
    const listeners = childrenOf(node, 'listeners').map((one) => `${textOf(one, 'eventType')} ${textOf(one, 'type')}`);
    return [
      [listeners.length > 0 && owner.$type !== 'bpmn:ServiceTask', 'only service tasks can have execution listeners.'],
      [new Set(listeners).size < listeners.length, 'two of its listeners are the same.'],
    ];
  },
  'zeebe:ExecutionListener': (node, owner) => [
    ...needs('type')(node, owner),
    [!/^(?:start|end)$/.test(textOf(node, 'eventType') ?? ''), 'the event of a listener must be "start" or "end".'],
  ],
  'bpmn:TimerEventDefinition': (node) => [
    [timerKinds.filter((kind) => childOf(node, kind)).length > 1, 'a timer has only one of duration, date and cycle.'],
  ],
  'bpmn:ExclusiveGateway': checkDefaultFlow,
  'bpmn:InclusiveGateway': checkDefaultFlow,
  'bpmn:EndEvent': checkThrower,
  'bpmn:IntermediateThrowEvent': checkThrower,
  'bpmn:SendTask': checkMessage,
  'bpmn:SequenceFlow': (node) => [
    [!node.id, 'a sequence flow has no id.'],
    [!joinsNodes(node), 'a sequence flow needs a source and a target.'],
  ],
  'zeebe:Subscription': (node) => [
    [
      !(textOf(node, 'correlationKey') ?? '').startsWith('='),
      'its subscription needs a correlation key, an expression that begins with "=".',
    ],
  ],
  'bpmndi:BPMNShape': (node) => [[!childOf(node, 'bounds'), 'the diagram shows a shape without bounds.']],
  'bpmndi:BPMNEdge': (node) => [
    [childrenOf(node, 'waypoint').length < 2, 'the diagram shows an edge with less than two waypoints.'],
  ],
};

/** Extensions of which an element has at most one. */
const single = [
  'TaskDefinition',
  'ExecutionListeners',
  'CalledElement',
  'CalledDecision',
  'Script',
  'IoMapping',
  'UserTask',
  'FormDefinition',
  'AssignmentDefinition',
  'TaskSchedule',
  'LoopCharacteristics',
  'Subscription',
].map((name) => `zeebe:${name}`);
const doubled = (node: ModdleElement): readonly string[] => {
  const types = childrenOf(node, 'values').map(({ $type }) => $type.toLowerCase());
  return single.filter((name) => types.filter((type) => type === name.toLowerCase()).length > 1);
};

const isOwner = ({ $type, id }: ModdleElement): boolean => id !== undefined && !$type.startsWith('zeebe:');

/** Findings about an element and everything in it, of the rules that look at one part alone. */
export const checkParts = (node: ModdleElement, outer: ModdleElement = node): readonly Finding[] => {
  const owner = isOwner(node) ? node : outer;
  const problems = [
    ...(checks[node.$type]?.(node, owner) ?? []).flatMap(([wrong, message]) => (wrong ? [message] : [])),
    ...(node.$type === 'bpmn:ExtensionElements' ? doubled(node).map((name) => `has more than one ${name}.`) : []),
  ];
  return [
    ...problems.map((message) => ({ elementId: owner.id ?? '', name: owner.name ?? '', message })),
    ...partsOf(node).flatMap((part) => checkParts(part, owner)),
  ];
};
