import type { Binding, Logic, NamedLogic, Parameter } from './decision-model.ts';
import { childOf, childrenOf, type DmnElement, isType, textOf } from './dmn-element.ts';
import { addProblem, compileLiteral, type ParseContext } from './parse-context.ts';
import { parseTable } from './parse-table.ts';

export const parseParameters = (element: DmnElement | undefined): readonly Parameter[] =>
  childrenOf(element, 'formalParameter').map((parameter) => ({
    name: parameter.name ?? '',
    type: textOf(parameter, 'typeRef') ?? null,
  }));

const parseContextLogic = (context: ParseContext, element: DmnElement): Logic => {
  const parsed = childrenOf(element, 'contextEntry').map((entry) => ({
    name: childOf(entry, 'variable')?.name,
    logic: parseLogic(context, childOf(entry, 'value')),
  }));
  const last = parsed.at(-1);
  if (last === undefined) addProblem(context, 'A context needs an entry.');
  const entries = parsed.flatMap(({ name, logic }): NamedLogic[] => (name === undefined ? [] : [{ name, logic }]));
  const result = last !== undefined && last.name === undefined ? last.logic : null;
  if (parsed.length - entries.length > (result ? 1 : 0))
    addProblem(context, 'Only the last entry of a context may be without a variable.');
  return { type: 'context', entries, result };
};

const parseRelation = (context: ParseContext, element: DmnElement): Logic => {
  const columns = childrenOf(element, 'column').map(({ name }) => name ?? '');
  const rows = childrenOf(element, 'row').map((row) => childrenOf(row, 'elements'));
  for (const row of rows) {
    if (row.length !== columns.length) {
      addProblem(context, `A row of a relation has ${row.length} elements, but there are ${columns.length} columns.`);
    }
  }
  const named = (row: readonly DmnElement[]): NamedLogic[] =>
    row.map((cell, index) => ({ name: columns[index] ?? '', logic: parseLogic(context, cell) }));
  return { type: 'relation', rows: rows.map(named) };
};

const parseBinding = (context: ParseContext, binding: DmnElement): Binding => {
  const formula = childOf(binding, 'bindingFormula');
  if (!isType(formula, 'LiteralExpression'))
    addProblem(context, 'A binding of an invocation must be a literal expression.');
  return { parameter: childOf(binding, 'parameter')?.name ?? '', expression: compileLiteral(context, formula) };
};

const parseInvocation = (context: ParseContext, element: DmnElement): Logic => {
  const knowledge = textOf(childOf(element, 'calledFunction'), 'text')?.trim() ?? '';
  if (!context.knowledgeNames.has(knowledge)) {
    addProblem(context, `No business knowledge model with the name "${knowledge}" is required here.`);
  }
  const bindings = childrenOf(element, 'binding').map((binding) => parseBinding(context, binding));
  return { type: 'invocation', knowledge, bindings };
};

const parseFunction = (context: ParseContext, element: DmnElement): Logic => {
  const body = childOf(element, 'body');
  if (!isType(body, 'LiteralExpression')) addProblem(context, 'The body of a function must be a literal expression.');
  return { type: 'function', parameters: parseParameters(element), body: compileLiteral(context, body) };
};

/** Logic of a decision itself: functions stand inside of other logic only. */
export const parseDecisionLogic = (context: ParseContext, element: DmnElement | undefined): Logic => {
  if (isType(element, 'FunctionDefinition')) addProblem(context, 'The logic of a decision must not be a function.');
  return parseLogic(context, element);
};

/** Body of a business knowledge model. */
export const parseKnowledgeLogic = (context: ParseContext, element: DmnElement | undefined): Logic => {
  if (isType(element, 'FunctionDefinition') || isType(element, 'Invocation')) {
    addProblem(context, 'A business knowledge model must not consist of a function or an invocation.');
  }
  return parseLogic(context, element);
};

export const parseLogic = (context: ParseContext, element: DmnElement | undefined): Logic => {
  switch (element?.$type) {
    case 'dmn:DecisionTable':
      return { type: 'table', table: parseTable(context, element) };
    case 'dmn:LiteralExpression':
      return { type: 'literal', expression: compileLiteral(context, element) };
    case 'dmn:Context':
      return parseContextLogic(context, element);
    case 'dmn:List':
      return { type: 'list', items: childrenOf(element, 'elements').map((item) => parseLogic(context, item)) };
    case 'dmn:Relation':
      return parseRelation(context, element);
    case 'dmn:Invocation':
      return parseInvocation(context, element);
    case 'dmn:FunctionDefinition':
      return parseFunction(context, element);
    default:
      addProblem(context, element ? `The expression ${element.$type} is not supported.` : 'A decision needs logic.');
      return { type: 'empty' };
  }
};
