import { numberFromText } from '../number-conversion.ts';
import type { Node } from '../syntax.ts';
import { parseAtLiteral, parseDate, parseDateTimeLiteral, parseDurationLiteral, parseTime } from '../temporal/parse.ts';
import type { TemporalValue } from '../temporal/temporal-value.ts';
import { functionCall, functionDefinition } from './functions.ts';
import { name, propertyName, quotedText, spacedName, translateEscapes } from './names.ts';
import { firstOf, type Match, remembered, type Rule, separated, skip, type Source, token } from './scanner.ts';

const TEMPORAL: readonly (readonly [string, (text: string) => TemporalValue | undefined])[] = [
  ['duration', parseDurationLiteral],
  ['date and time', parseDateTimeLiteral],
  ['date', parseDate],
  ['time', parseTime],
];

/** A temporal value of a constant text is made once; a wrong text gives null. */
const temporal: Rule<Node> = (source, at) => {
  const sign = token(source, at, '@');
  const text = sign && quotedText(source, skip(source, sign.end));
  if (text !== undefined) return literal(parseAtLiteral(text.value) ?? null, text.end);
  for (const [word, parse] of TEMPORAL) {
    const open = token(source, at, word);
    const bracket = open && token(source, open.end, '(');
    const argument = bracket && quotedText(source, skip(source, bracket.end));
    const close = argument && token(source, argument.end, ')');
    if (argument && close) return literal(parse(argument.value) ?? null, close.end);
  }
  return undefined;
};

const literal = (value: (Node & { type: 'literal' })['value'], end: number): Match<Node> => ({
  value: { type: 'literal', value },
  end,
});

const constant: Rule<Node> = (source, at) => {
  const word = token(source, at, 'null', 'true', 'false');
  return word && literal(word.value === 'null' ? null : word.value === 'true', word.end);
};

const text: Rule<Node> = (source, at) => {
  const quoted = quotedText(source, at);
  return quoted && literal(translateEscapes(quoted.value), quoted.end);
};

const NUMBER = /-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)/y;

const number: Rule<Node> = (source, at) => {
  NUMBER.lastIndex = at;
  const found = NUMBER.exec(source.text)?.[0];
  return found === undefined ? undefined : literal(numberFromText(found) ?? null, at + found.length);
};

/** Zero or more of a rule, separated by commas, between brackets. */
const bracketed = <T>(
  source: Source,
  at: number,
  [open, close]: [string, string],
  rule: Rule<T>,
): Match<T[]> | undefined => {
  const start = token(source, at, open);
  if (start === undefined) return undefined;
  const items = separated(source, start.end, rule, ',') ?? { value: [], end: start.end };
  const end = token(source, items.end, close);
  return end && { value: items.value, end: end.end };
};

const list: Rule<Node> = (source, at) => {
  const items = bracketed(source, at, ['[', ']'], source.recursion.expression);
  return items && { value: { type: 'list', items: items.value }, end: items.end };
};

const RESERVED_IN_KEYS = '"{}:,[]`';

/** A key may hold any symbol but those of contexts and lists. */
const anyKey: Rule<string> = (source, at) => {
  let end = at;
  for (let next = skip(source, at); next < source.text.length; next = skip(source, end)) {
    if (RESERVED_IN_KEYS.includes(source.text.charAt(next))) break;
    end = next + 1;
  }
  return end === at ? undefined : { value: source.text.slice(at, end), end };
};

const contextEntry: Rule<readonly [string, Node]> = (source, at) => {
  const key = firstOf(source, skip(source, at), [anyKey, spacedName, name, quotedText]);
  const colon = key && token(source, key.end, ':');
  const value = colon && source.recursion.expression(source, skip(source, colon.end));
  return key && value && { value: [key.value, value.value] as const, end: value.end };
};

const context: Rule<Node> = (source, at) => {
  const entries = bracketed(source, at, ['{', '}'], contextEntry);
  return entries && { value: { type: 'context', entries: entries.value }, end: entries.end };
};

const reference: Rule<Node> = (source, at) => {
  const names = separated(source, at, propertyName, '.');
  return names && { value: { type: 'reference', names: names.value }, end: names.end };
};

const input: Rule<Node> = (source, at) => {
  const sign = token(source, at, '?');
  return sign && { value: { type: 'input' }, end: sign.end };
};

const parenthesised: Rule<Node> = (source, at) => {
  const open = token(source, at, '(');
  const inner = open && source.recursion.expression(source, skip(source, open.end));
  const close = inner && token(source, inner.end, ')');
  return inner && close && { value: inner.value, end: close.end };
};

const TERMINALS = [
  temporal,
  functionCall,
  reference,
  constant,
  text,
  number,
  list,
  context,
  input,
  functionDefinition,
  parenthesised,
];

/** `.name` or `[filter]` after a value. */
const chained = (source: Source, base: Match<Node>): Match<Node> | undefined => {
  const dot = token(source, base.end, '.');
  const key = dot && propertyName(source, skip(source, dot.end));
  if (key !== undefined) return { value: { type: 'path', base: base.value, key: key.value }, end: key.end };
  const open = token(source, base.end, '[');
  const filter = open && source.recursion.expression(source, skip(source, open.end));
  const close = filter && token(source, filter.end, ']');
  return filter && close && { value: { type: 'filter', list: base.value, filter: filter.value }, end: close.end };
};

export const value: Rule<Node> = remembered((source, at) => {
  let match = firstOf(source, skip(source, at), TERMINALS);
  for (let next = match; next !== undefined;) {
    match = next;
    next = chained(source, next);
  }
  return match;
});
