import type { Arguments, Node } from '../syntax.ts';
import { parameterName, propertyName, quotedText, spacedName } from './names.ts';
import { type Match, type Rule, separated, skip, type Source, token } from './scanner.ts';
import { range } from './ranges.ts';

/** Names of built-in functions that hold a reserved word, and would not be read as names. */
const WITH_RESERVED_WORDS = ['and', 'or', 'date and time', 'years and months duration', 'get or else'];

const argument: Rule<Node> = (source, at) => range(source, at) ?? source.recursion.expression(source, at);

const namedArgument: Rule<readonly [string, Node]> = (source, at) => {
  const parameter = parameterName(source, at);
  const colon = parameter && token(source, parameter.end, ':');
  const value = colon && argument(source, skip(source, colon.end));
  return parameter && value && { value: [parameter.value, value.value] as const, end: value.end };
};

const NONE: Arguments = { by: 'position', values: [] };

const callArguments = (source: Source, at: number): Match<Arguments> => {
  const named = separated(source, at, namedArgument, ',');
  if (named) return { value: { by: 'name', values: new Map(named.value) }, end: named.end };
  const positional = separated(source, at, argument, ',');
  return positional
    ? { value: { by: 'position', values: positional.value }, end: positional.end }
    : { value: NONE, end: at };
};

const functionName = (source: Source, at: number): Match<string[]> | undefined => {
  const single = spacedName(source, at) ?? token(source, at, ...WITH_RESERVED_WORDS);
  return single ? { value: [single.value], end: single.end } : separated(source, at, propertyName, '.');
};

export const functionCall: Rule<Node> = (source, at) => {
  const names = functionName(source, at);
  const open = names && token(source, names.end, '(');
  if (!open) return undefined;
  const given = callArguments(source, open.end);
  const close = token(source, given.end, ')');
  if (!close) return undefined;
  const name = names.value.at(-1) ?? '';
  return {
    value: { type: 'call', path: names.value.slice(0, -1), name, arguments: given.value },
    end: close.end,
  };
};

const EXTERNAL = ['external', '{', 'java', ':', '{', 'class', ':'];

const externalBody: Rule<Node> = (source, at) => {
  let end = at;
  for (const part of EXTERNAL) {
    const match = token(source, end, part);
    if (!match) return undefined;
    end = match.end;
  }
  const className = quotedText(source, skip(source, end));
  const comma = className && token(source, className.end, ',');
  const label = comma && token(source, comma.end, 'method signature');
  const colon = label && token(source, label.end, ':');
  const signature = colon && quotedText(source, skip(source, colon.end));
  const close = signature && token(source, signature.end, '}');
  const last = close && token(source, close.end, '}');
  return last && { value: { type: 'external function' }, end: last.end };
};

export const functionDefinition: Rule<Node> = (source, at) => {
  const word = token(source, at, 'function');
  const open = word && token(source, word.end, '(');
  if (!open) return undefined;
  const parameters = separated(source, open.end, parameterName, ',') ?? { value: [], end: open.end };
  const close = token(source, parameters.end, ')');
  if (!close) return undefined;
  const body = externalBody(source, close.end) ?? source.recursion.expression(source, skip(source, close.end));
  return body && { value: { type: 'function', parameters: parameters.value, body: body.value }, end: body.end };
};
