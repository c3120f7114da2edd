import { contextOf } from '../expressions/contexts.ts';
import { InnerScope, type Scope } from '../expressions/scope.ts';
import { FeelContext, FeelError, FeelFunction, type Value } from '../expressions/value.ts';
import { checkType } from './check-type.ts';
import type { Drg, KnowledgeModel, Logic, NamedLogic, Parameter } from './decision-model.ts';
import { evaluateTable, type TableTrace } from './evaluate-table.ts';

type Entries = readonly (readonly [string, Value])[];

/** Unlike in a context of an expression, functions are entries too. */
const boxedContext = (entries: Entries): Value => new FeelContext(new Map(entries), contextOf(entries).functions);

/** Functions can be called by name, and are variables too. */
export const withEntries = (scope: Scope, entries: Entries): Scope =>
  new InnerScope(scope, new Map(entries), contextOf(entries).functions);

const argumentsFor = (parameters: readonly Parameter[], args: readonly Value[]): Entries =>
  parameters.map(({ name, type }, index) => [name, checkType(args[index] ?? null, type)] as const);

/** A failure inside is the error of the call, which the calling expression takes as null. */
const functionOf = (parameters: readonly Parameter[], body: (args: Entries) => Value): FeelFunction =>
  new FeelFunction(
    parameters.map(({ name }) => name),
    (args) => {
      try {
        return body(argumentsFor(parameters, args));
      } catch (error) {
        return new FeelError(error instanceof Error ? error.message : String(error));
      }
    },
  );

export const knowledgeFunctions = (drg: Drg, names: readonly string[], scope: Scope): Entries =>
  names.flatMap((name) => {
    const model = drg.knowledge.get(name);
    return model ? [[name, knowledgeFunction(drg, model, scope)] as const] : [];
  });

const knowledgeFunction = (drg: Drg, model: KnowledgeModel, scope: Scope): FeelFunction => {
  const inner = withEntries(scope, knowledgeFunctions(drg, model.requiredKnowledge, scope));
  return functionOf(model.parameters, (args) => evaluateLogic(drg, model.logic, withEntries(inner, args)));
};

const evaluateContext = (drg: Drg, { entries, result }: Logic & { type: 'context' }, scope: Scope): Value => {
  const values: (readonly [string, Value])[] = [];
  for (const { name, logic } of entries) {
    values.push([name, evaluateLogic(drg, logic, withEntries(scope, values))]);
  }
  return result === null ? boxedContext(values) : evaluateLogic(drg, result, withEntries(scope, values));
};

const evaluateRow = (drg: Drg, row: readonly NamedLogic[], scope: Scope): Value =>
  boxedContext(row.map(({ name, logic }) => [name, evaluateLogic(drg, logic, scope)] as const));

const evaluateInvocation = (drg: Drg, logic: Logic & { type: 'invocation' }, scope: Scope): Value => {
  const model = drg.knowledge.get(logic.knowledge);
  if (model === undefined) throw new Error(`no BKM found with name '${logic.knowledge}'`);
  const given = new Map(
    logic.bindings.map(({ parameter, expression }) => [parameter, expression.evaluateToValue(scope)]),
  );
  const missing = model.parameters.find(({ name }) => !given.has(name) && scope.variable(name) === undefined);
  if (missing) throw new Error(`no parameter found with name '${missing.name}'`);
  const bound = withEntries(scope, [...given]);
  const args = argumentsFor(
    model.parameters,
    model.parameters.map(({ name }) => bound.variable(name) ?? null),
  );
  const withKnowledge = withEntries(bound, knowledgeFunctions(drg, model.requiredKnowledge, bound));
  return evaluateLogic(drg, model.logic, withEntries(withKnowledge, args));
};

/**
 * @param trace filled when the logic itself is a table
 * @throws Error when something in it fails
 */
export const evaluateLogic = (drg: Drg, logic: Logic, scope: Scope, trace?: TableTrace): Value => {
  switch (logic.type) {
    case 'table':
      return evaluateTable(logic.table, scope, trace ?? { inputs: [], matchedRules: [] });
    case 'literal':
      return logic.expression.evaluateToValue(scope);
    case 'context':
      return evaluateContext(drg, logic, scope);
    case 'list':
      return logic.items.map((item) => evaluateLogic(drg, item, scope));
    case 'relation':
      return logic.rows.map((row) => evaluateRow(drg, row, scope));
    case 'invocation':
      return evaluateInvocation(drg, logic, scope);
    case 'function':
      return functionOf(logic.parameters, (args) => logic.body.evaluateToValue(withEntries(scope, args)));
    case 'empty':
      return null;
  }
};
