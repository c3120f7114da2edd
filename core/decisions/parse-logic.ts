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
  const entries: NamedLogic[] = [];
  let result: Logic | null = null;
  for (const entry of childrenOf(element, 'contextEntry')) {
    const name = childOf(entry, 'variable')?.name;
    const logic = parseLogic(context, childOf(entry, 'value'));
    if (name !== undefined) entries.push({ name, logic });
    else if (result === null) result = logic;
    else addProblem(context, 'Only the last entry of a context may be without a variable.');
  }
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
    addProblem(context, `There is no business knowledge model with the name "${knowledge}".`);
  }
  const bindings = childrenOf(element, 'binding').map((binding) => parseBinding(context, binding));
  return { type: 'invocation', knowledge, bindings };
};

const parseFunction = (context: ParseContext, element: DmnElement): Logic => {
  const body = childOf(element, 'body');
  if (!isType(body, 'LiteralExpression')) addProblem(context, 'The body of a function must be a literal expression.');
  return { type: 'function', parameters: parseParameters(element), body: compileLiteral(context, body) };
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
