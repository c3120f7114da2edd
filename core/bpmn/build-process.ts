import { buildEvent, eventTypeOf } from './build-event.ts';
import * as extensions from './build-extensions.ts';
import { elementTypeOf } from './element-type.ts';
import type { ExecutableProcess, ProcessElement, SequenceFlow } from './executable-process.ts';
import { childOf, childrenOf, flagOf, textOf, type ModdleElement } from './moddle-element.ts';

type Draft = { -readonly [K in keyof ProcessElement]: ProcessElement[K] };
type Build = {
  readonly drafts: Map<string, Draft>;
  readonly flows: SequenceFlow[];
  readonly compensations: Map<string, string>;
};

const isInterrupting = (node: ModdleElement): boolean =>
  node.$type === 'bpmn:StartEvent' ? flagOf(node, 'isInterrupting', true) : flagOf(node, 'cancelActivity', true);

const draftOf = (node: ModdleElement, scopeId: string): Draft | undefined => {
  const type = elementTypeOf(node);
  if (!type || !node.id) return undefined;
  return {
    id: node.id,
    name: node.name ?? '',
    type,
    eventType: eventTypeOf(node) ?? 'NONE',
    scopeId,
    incoming: [],
    outgoing: [],
    defaultFlowId: childOf(node, 'default')?.id ?? null,
    event: buildEvent(node),
    interrupting: isInterrupting(node),
    attachedToId: childOf(node, 'attachedToRef')?.id ?? null,
    boundaryIds: [],
    eventStartIds: [],
    startIds: [],
    catchIds: [],
    compensationHandlerId: null,
    compensationEventId: null,
    isForCompensation: flagOf(node, 'isForCompensation', false),
    inputs: extensions.buildInputs(node),
    outputs: extensions.buildOutputs(node),
    headers: extensions.buildHeaders(node),
    properties: extensions.buildProperties(node),
    job: extensions.buildJob(node),
    listeners: extensions.buildListeners(node),
    userTask: extensions.buildUserTask(node),
    called: extensions.buildCalled(node),
    decision: extensions.buildDecision(node),
    script: extensions.buildScript(node),
    loop: extensions.buildLoop(node),
  };
};

const flowOf = (node: ModdleElement): SequenceFlow => ({
  id: node.id ?? '',
  sourceId: childOf(node, 'sourceRef')?.id ?? '',
  targetId: childOf(node, 'targetRef')?.id ?? '',
  condition: textOf(childOf(node, 'conditionExpression'), 'body')?.trim() ?? null,
});

const collect = (build: Build, container: ModdleElement, scopeId: string): void => {
  for (const node of childrenOf(container, 'flowElements')) {
    if (node.$type === 'bpmn:SequenceFlow') {
      build.flows.push(flowOf(node));
      continue;
    }
    const draft = draftOf(node, scopeId);
    if (!draft) continue;
    build.drafts.set(draft.id, draft);
    if (draft.type === 'SUB_PROCESS' || draft.type === 'EVENT_SUB_PROCESS') collect(build, node, draft.id);
  }
  for (const artifact of childrenOf(container, 'artifacts')) {
    const source = childOf(artifact, 'sourceRef')?.id;
    const target = childOf(artifact, 'targetRef')?.id;
    if (artifact.$type === 'bpmn:Association' && source && target) build.compensations.set(source, target);
  }
};

/** Zeebe walks the children of a scope from the last to the first one of the file: conditions are asked in that order. */
const linkFlows = ({ drafts, flows }: Build): void => {
  for (const flow of flows.toReversed()) {
    const source = drafts.get(flow.sourceId);
    const target = drafts.get(flow.targetId);
    if (source) source.outgoing = [...source.outgoing, flow];
    if (target) target.incoming = [...target.incoming, flow];
  }
};

const linkEvents = ({ drafts, compensations }: Build): void => {
  for (const draft of [...drafts.values()].reverse()) {
    const scope = drafts.get(draft.scopeId);
    if (draft.type === 'START_EVENT' && scope) {
      scope.startIds = [...scope.startIds, draft.id];
      const outer = scope.type === 'EVENT_SUB_PROCESS' ? drafts.get(scope.scopeId) : undefined;
      if (outer) outer.eventStartIds = [draft.id, ...outer.eventStartIds];
    }
    const host = draft.attachedToId === null ? undefined : drafts.get(draft.attachedToId);
    if (host && draft.eventType === 'COMPENSATION') {
      host.compensationEventId = draft.id;
      host.compensationHandlerId = compensations.get(draft.id) ?? null;
    } else if (host) host.boundaryIds = [...host.boundaryIds, draft.id];
    if (draft.type === 'EVENT_BASED_GATEWAY') draft.catchIds = draft.outgoing.map(({ targetId }) => targetId);
  }
};

const linkTargetsOf = ({ drafts }: Build): ReadonlyMap<string, string> =>
  new Map(
    [...drafts.values()].flatMap((draft) =>
      draft.type === 'INTERMEDIATE_CATCH_EVENT' && draft.event?.type === 'LINK'
        ? [[`${draft.scopeId}/${draft.event.name}`, draft.id] as const]
        : [],
    ),
  );

/** Waits and mapped variables of one element, and of what stands directly behind it. */
const keyBoundOf = (drafts: Iterable<Draft>): number => {
  let bound = 0;
  for (const draft of drafts)
    bound = Math.max(
      bound,
      2 * (draft.boundaryIds.length + draft.eventStartIds.length + draft.catchIds.length) +
        2 * draft.outgoing.length +
        draft.inputs.length +
        draft.outputs.length,
    );
  return bound + 32;
};

/** The executable model of one `bpmn:process`; what is not executed is left out (and refused by the checks). */
export const buildProcess = (node: ModdleElement): ExecutableProcess => {
  const build: Build = { drafts: new Map(), flows: [], compensations: new Map() };
  const root = draftOf(node, '');
  if (!root) throw new Error(`${node.$type} is not a process`);
  build.drafts.set(root.id, root);
  collect(build, node, root.id);
  linkFlows(build);
  linkEvents(build);
  return {
    id: root.id,
    name: root.name,
    elements: build.drafts,
    linkTargets: linkTargetsOf(build),
    keyBound: keyBoundOf(build.drafts.values()),
  };
};
