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

const parseKnowledge = (context: ParseContext, element: DmnElement, names: Names): KnowledgeModel => {
  const logic = childOf(element, 'encapsulatedLogic');
  return {
    id: element.id ?? '',
    name: element.name ?? '',
    parameters: parseParameters(logic),
    requiredKnowledge: requiredKnowledge(element, names),
    logic: logic ? parseKnowledgeLogic(context, childOf(logic, 'body')) : { type: 'empty' },
  };
};

/** Names of the business knowledge models that an element requires, and that these require. */
const knowledgeWithin = (
  element: DmnElement,
  models: ReadonlyMap<string, DmnElement>,
  found = new Set<string>(),
): ReadonlySet<string> => {
  for (const id of references(element, 'knowledgeRequirement', 'requiredKnowledge')) {
    const model = models.get(id);
    if (model === undefined || found.has(model.name ?? '')) continue;
    found.add(model.name ?? '');
    knowledgeWithin(model, models, found);
  }
  return found;
};

const elementsOf = (definitions: DmnElement, type: string): readonly DmnElement[] =>
  childrenOf(definitions, 'drgElement').filter((element) => isType(element, type));

const checkGraph = (drg: Drg, elements: readonly DmnElement[]): readonly DecisionProblem[] => {
  const problems: DecisionProblem[] = [];
  const add = (elementId: string, message: string): void => void problems.push({ elementId, message });
  if (drg.id === '') add('', 'The definitions need an id.');
  if (drg.name === '' || drg.namespace === '') add('', 'The definitions need a name and a namespace.');
  if (elements.some(({ id }) => !id)) add('', 'Every decision needs an id.');
  for (const { id, name } of elements) if (id && !name) add(id, `The decision "${id}" needs a name.`);
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
  const byId = new Map(models.map((model) => [model.id ?? '', model]));
  const contextOf = (element: DmnElement): ParseContext => ({
    feel,
    elementId: element.id ?? '',
    knowledgeNames: knowledgeWithin(element, byId),
    problems,
  });
  const parsed = decisions.map((element) => parseDecision(contextOf(element), element, names));
  const knowledge = models.map((element) => parseKnowledge(contextOf(element), element, names));
  const drg: Drg = {
    id: definitions.id ?? '',
    name: definitions.name ?? '',
    namespace: textOf(definitions, 'namespace') ?? '',
    decisions: new Map(parsed.map((decision) => [decision.id, decision])),
    knowledge: new Map(knowledge.map((model) => [model.name, model])),
  };
  problems.push(...checkGraph(drg, decisions), ...checkKnowledge([...decisions, ...models], names));
  return problems.length === 0 ? { ok: true, drg } : { ok: false, problems };
};
