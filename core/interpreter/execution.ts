import {
  getElement,
  type ElementType,
  type ExecutableProcess,
  type ProcessElement,
} from '../bpmn/executable-process.ts';
import type { NewRecord } from '../contracts/engine-record.ts';
import type { Variables } from '../contracts/json.ts';
import type { Wait } from './api.ts';
import type { Expressions } from './expressions.ts';
import type { KeyPool } from './key-pool.ts';
import type { ElementInstance, EventTrigger, MessageSubscription, Tree } from './tree.ts';

/** One thing to do. `keys`: how many keys it takes beyond the bound of the models, for variables handed in. */
export type Step = { readonly keys: number; run(): void | Promise<void> };

/** What one kind of element does. Every method may throw an ElementFailure, which becomes an incident. */
export type Behaviour = {
  /** Runs in state activating, also again when an incident is resolved. */
  activate(site: Site): void;
  /** The rest of the activation, once the last listener of the start is done. */
  listened?(site: Site): void;
  /** Runs in state completing, before the element hands on its variables. */
  complete?(site: Site): void;
  /** Runs after it has handed them on, still as a part of its completion. */
  completed?(site: Site): void;
  /** Scopes: one of the elements inside has come to the end of its path. */
  childCompleted?(scope: Site, child: Site): void;
};
export type Behaviours = Readonly<Record<ElementType | 'MULTI_INSTANCE_BODY', Behaviour>>;

/** What elements ask for that lies outside their tree; the broker answers. */
export type Outside = {
  callProcess(site: Site, processId: string): Promise<void>;
  evaluateDecision(site: Site, decisionId: string): Promise<void>;
  /** The newest key of a form, for a user task that is being created. */
  findFormKey(formId: string): Promise<string | undefined>;
  correlateBuffered(tree: Tree, subscription: MessageSubscription): Promise<void>;
  broadcastSignal(name: string, variables: Variables): Promise<void>;
  processInstanceEnded(tree: Tree, bpmnProcessId: string): Promise<void>;
};

/** The three steps that move an element instance. */
export type Actions = {
  activate(x: Execution, tree: Tree, activation: Activation): void;
  complete(x: Execution, tree: Tree, key: string): void;
  terminate(x: Execution, tree: Tree, key: string): void;
};

/** Everything one command works with: its clock, its keys, what it still has to do and what it has changed. */
export type Execution = {
  readonly now: number;
  readonly keys: KeyPool;
  readonly expressions: Expressions;
  readonly outside: Outside;
  readonly actions: Actions;
  readonly behaviours: Behaviours;
  /** Models of all process instances in the trees at hand, by definition key. */
  readonly models: Map<string, ExecutableProcess>;
  readonly records: NewRecord[];
  /** Changed waits; null = closed. */
  readonly waits: Map<string, Wait | null>;
  readonly trees: Map<string, Tree | null>;
  readonly openedProcessInstances: { readonly key: string; readonly rootKey: string }[];
  /** First in, first out, as the engine's log would order them. */
  push(step: Step): void;
  /** Before everything that is pushed: the rest of the step that is running. */
  next(step: Step): void;
};

/** An element instance with all that its behaviour needs at hand. */
export type Site = {
  readonly x: Execution;
  readonly tree: Tree;
  readonly process: ExecutableProcess;
  readonly element: ProcessElement;
  readonly instance: ElementInstance;
};

export type Activation = {
  readonly elementId: string;
  readonly scopeKey: string;
  readonly key: string;
  readonly isBody?: true;
  readonly loopCounter?: number;
  /** Local variables before anything else happens. */
  readonly variables?: Variables;
  /** Flows that led here and are used up. */
  readonly flows?: number;
  readonly trigger?: EventTrigger;
};

/** @throws Error when a process instance of the tree has no model at hand */
export const modelOf = (x: Execution, tree: Tree, processInstanceKey: string): ExecutableProcess => {
  const model = x.models.get(tree.processes[processInstanceKey]?.definitionKey ?? '');
  if (!model) throw new Error(`Process instance ${processInstanceKey} has no model`);
  return model;
};

export const findSite = (x: Execution, tree: Tree, key: string): Site | undefined => {
  const instance = tree.elements[key];
  if (!instance) return undefined;
  const process = modelOf(x, tree, instance.processInstanceKey);
  return { x, tree, process, element: getElement(process, instance.elementId), instance };
};

export const scopeOf = (site: Site): Site | undefined => findSite(site.x, site.tree, site.instance.scopeKey);

/** Element instances directly inside a scope, oldest first. */
export const childrenOf = (tree: Tree, scopeKey: string): readonly ElementInstance[] =>
  Object.values(tree.elements).filter((child) => child.scopeKey === scopeKey);

export const behaviourOf = ({ x, element, instance }: Site): Behaviour =>
  x.behaviours[instance.isBody ? 'MULTI_INSTANCE_BODY' : element.type];
