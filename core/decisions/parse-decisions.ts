import type { Feel } from '../expressions/feel.ts';
import type { Decision, Drg, KnowledgeModel } from './decision-model.ts';
import { childOf, childrenOf, type DmnElement, isType, referenceOf, textOf } from './dmn-element.ts';
import { findCycle } from './find-cycle.ts';
import type { DecisionProblem, ParseContext } from './parse-context.ts';
import { parseDecisionLogic, parseKnowledgeLogic, parseParameters } from './parse-logic.ts';
import { readDefinitions } from './read-definitions.ts';

export type ParsedDecisions =
  | { readonly ok: true; readonly drg: Drg }
  /** Everything that is wrong with the file, in sentences. */
  | { readonly ok: false; readonly problems: readonly DecisionProblem[] };

const references = (element: DmnElement, requirement: string, property: string): readonly string[] =>
  childrenOf(element, requirement).flatMap((required) => referenceOf(required, property) ?? []);

type Names = ReadonlyMap<string, string>;

/** Names of the required business knowledge models. */
const requiredKnowledge = (element: DmnElement, names: Names): readonly string[] =>
  references(element, 'knowledgeRequirement', 'requiredKnowledge').flatMap((id) => names.get(id) ?? []);

const parseDecision = (context: ParseContext, element: DmnElement, names: Names): Decision => {
  const variable = childOf(element, 'variable');
  const id = element.id ?? '';
  return {
    id,
    name: element.name ?? '',
    resultName: variable?.name ?? id,
    resultType: textOf(variable, 'typeRef') ?? null,
    requiredDecisions: references(element, 'informationRequirement', 'requiredDecision'),
    requiredKnowledge: requiredKnowledge(element, names),
    logic: parseDecisionLogic(context, childOf(element, 'decisionLogic')),
  };
};

/** A model that no decision requires, or without logic. */
const unreadKnowledge = (element: DmnElement, names: Names): KnowledgeModel => ({
  id: element.id ?? '',
  name: element.name ?? '',
  parameters: parseParameters(childOf(element, 'encapsulatedLogic')),
  requiredKnowledge: requiredKnowledge(element, names),
  logic: { type: 'empty' },
});

const parseKnowledge = (context: ParseContext, element: DmnElement, names: Names): KnowledgeModel => {
  const unread = unreadKnowledge(element, names);
  const logic = childOf(element, 'encapsulatedLogic');
  return logic ? { ...unread, logic: parseKnowledgeLogic(context, childOf(logic, 'body')) } : unread;
};

type Reading = {
  readonly contextOf: (element: DmnElement, knowledgeNames: ReadonlySet<string>) => ParseContext;
  readonly models: ReadonlyMap<string, DmnElement>;
  readonly names: Names;
  readonly knowledge: Map<string, KnowledgeModel>;
};

/** Models are read when the first decision requires them, which is also when invocations from there on know them. */
const readRequired = (reading: Reading, element: DmnElement, begun = new Set<string>()): void => {
  for (const id of references(element, 'knowledgeRequirement', 'requiredKnowledge')) {
    const model = reading.models.get(id);
    const name = model?.name ?? '';
    if (model === undefined || begun.has(name) || reading.knowledge.has(name)) continue;
    begun.add(name);
    readRequired(reading, model, begun);
    reading.knowledge.set(name, parseKnowledge(knowing(reading, model), model, reading.names));
  }
};

const knowing = ({ contextOf, knowledge }: Reading, element: DmnElement): ParseContext =>
  contextOf(element, new Set(knowledge.keys()));

const readDecision = (reading: Reading, element: DmnElement): Decision => {
  readRequired(reading, element);
  return parseDecision(knowing(reading, element), element, reading.names);
};

/** Those that nobody requires may hold anything, but no circle. */
const allKnowledge = ({ knowledge, names, models }: Reading): ReadonlyMap<string, KnowledgeModel> =>
  new Map(
    [...models.values()].map((element) => {
      const name = element.name ?? '';
      return [name, knowledge.get(name) ?? unreadKnowledge(element, names)];
    }),
  );

const elementsOf = (definitions: DmnElement, type: string): readonly DmnElement[] =>
  childrenOf(definitions, 'drgElement').filter((element) => isType(element, type));

const checkGraph = (
  drg: Drg,
  elements: readonly DmnElement[],
  models: readonly DmnElement[],
): readonly DecisionProblem[] => {
  const problems: DecisionProblem[] = [];
  const add = (elementId: string, message: string): void => void problems.push({ elementId, message });
  if (drg.id === '') add('', 'The definitions need an id.');
  if (drg.name === '' || drg.namespace === '') add('', 'The definitions need a name and a namespace.');
  if (elements.some(({ id }) => !id)) add('', 'Every decision needs an id.');
  for (const { id, name } of elements) if (id && !name) add(id, `The decision "${id}" needs a name.`);
  for (const { id = '', name } of models) if (!name) add(id, `The business knowledge model "${id}" needs a name.`);
  for (const { id, requiredDecisions } of drg.decisions.values()) {
    const missing = requiredDecisions.find((required) => !drg.decisions.has(required));
    if (missing !== undefined) add(id, `The decision "${id}" requires "${missing}", which is not in the file.`);
  }
  const cycle = findCycle(drg);
  if (cycle !== undefined) add(cycle, `The requirements of "${cycle}" form a circle.`);
  return problems;
};

const checkKnowledge = (elements: readonly DmnElement[], names: Names): readonly DecisionProblem[] =>
  elements.flatMap((element) =>
    references(element, 'knowledgeRequirement', 'requiredKnowledge')
      .filter((id) => !names.has(id))
      .map((id) => ({
        elementId: element.id ?? '',
        message: `The business knowledge model "${id}" is not in the file.`,
      })),
  );

/**
 * Reads a DMN file and compiles its expressions.
 * @param xml text of the file
 */
export const parseDecisions = async (xml: string, feel: Feel): Promise<ParsedDecisions> => {
  const read = await readDefinitions(xml);
  if (!read.ok) return { ok: false, problems: [{ elementId: '', message: read.problem }] };
  const { definitions } = read;
  const [decisions, models] = [elementsOf(definitions, 'Decision'), elementsOf(definitions, 'BusinessKnowledgeModel')];
  const names = new Map(models.map(({ id = '', name = '' }) => [id, name]));
  const problems: DecisionProblem[] = [];
  const reading: Reading = {
    contextOf: ({ id: elementId = '' }, knowledgeNames) => ({ feel, elementId, knowledgeNames, problems }),
    models: new Map(models.map((model) => [model.id ?? '', model])),
    names,
    knowledge: new Map(),
  };
  const parsed = decisions.map((element) => readDecision(reading, element));
  const drg: Drg = {
    id: definitions.id ?? '',
    name: definitions.name ?? '',
    namespace: textOf(definitions, 'namespace') ?? '',
    decisions: new Map(parsed.map((decision) => [decision.id, decision])),
    knowledge: allKnowledge(reading),
  };
  problems.push(...checkGraph(drg, decisions, models), ...checkKnowledge([...decisions, ...models], names));
  return problems.length === 0 ? { ok: true, drg } : { ok: false, problems };
};
