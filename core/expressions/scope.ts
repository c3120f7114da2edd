import type { ExpressionContext } from './expression.ts';
import type { FeelFunction } from './value.ts';
import { type Value } from './value.ts';

/** What names mean at one place of an expression. Inner scopes hide outer ones. */
export interface Scope {
  /** undefined when there is no such variable */
  variable(name: string): Value | undefined;
  /** Functions of this name, innermost first. */
  functions(name: string): readonly FeelFunction[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const NO_FUNCTIONS: readonly FeelFunction[] = [];

/** The scope of the caller: variables from outside. */
export class RootScope implements Scope {
  readonly #context: ExpressionContext;

  constructor(context: ExpressionContext) {
    this.#context = context;
  }

  get now(): number {
    return this.#context.now;
  }

  variable(name: string): Value | undefined {
    return this.#context.lookup(name);
  }

  functions(_name: string): readonly FeelFunction[] {
    return NO_FUNCTIONS;
  }
}

/** Names added to an outer scope. */
export class InnerScope implements Scope {
  readonly #outer: Scope;
  readonly #variables: ReadonlyMap<string, Value>;
  readonly #functions: ReadonlyMap<string, FeelFunction> | undefined;

  constructor(outer: Scope, variables: ReadonlyMap<string, Value>, functions?: ReadonlyMap<string, FeelFunction>) {
    this.#outer = outer;
    this.#variables = variables;
    this.#functions = functions;
  }

  get now(): number {
    return this.#outer.now;
  }

  variable(name: string): Value | undefined {
    const own = this.#variables.get(name);
    return own === undefined ? this.#outer.variable(name) : own;
  }

  functions(name: string): readonly FeelFunction[] {
    const own = this.#functions?.get(name);
    const outer = this.#outer.functions(name);
    return own === undefined ? outer : [own, ...outer];
  }
}

/** The input of unary tests and of `in` is a variable with this name. */
export const INPUT = 'cellInput';
/** The same input named by a question mark. */
export const INPUT_SYMBOL = '?';
