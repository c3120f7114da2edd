import { EvaluationFailure } from '../value.ts';
import { studyPattern } from './study-pattern.ts';
import type { ParsedPattern, PatternNode, Reach, SymbolSet } from './pattern-node.ts';
import { VERTICAL } from './symbol-sets.ts';

/** One attempt: where groups begin and end, by their numbers. */
type Run = {
  readonly text: string;
  readonly last: number;
  readonly begins: (number | undefined)[];
  readonly ends: (number | undefined)[];
  steps: number;
};
/** What has to match behind a part. */
type Rest = (at: number) => boolean;
type Matcher = (run: Run, at: number, rest: Rest) => boolean;

/** A second's work: a pattern that tries out more than this would hold up everybody. */
const MOST_STEPS = 20_000_000;

const count = (run: Run): void => {
  run.steps += 1;
  if (run.steps > MOST_STEPS) throw new EvaluationFailure('A pattern takes too long to match');
};

const NOWHERE = -1;

/** Position behind the symbol at `at` when it belongs to the set. */
const behind = (run: Run, at: number, has: SymbolSet): number => {
  count(run);
  const code = run.text.codePointAt(at);
  if (code === undefined || !has(code)) return NOWHERE;
  return at + (code > 0xffff ? 2 : 1);
};

const behindSymbol = (text: string, at: number): number => at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
const stepBack = (text: string, at: number): number =>
  at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? at - 2 : at - 1;

const symbol =
  (has: SymbolSet): Matcher =>
  (run, at, rest) => {
    const next = behind(run, at, has);
    return next !== NOWHERE && rest(next);
  };

const lineEnd: Matcher = (run, at, rest) =>
  (run.text.startsWith('\r\n', at) && rest(at + 2)) || symbol(VERTICAL)(run, at, rest);

const sequence = (items: readonly Matcher[]): Matcher => {
  const from = (index: number, run: Run, at: number, rest: Rest): boolean => {
    const item = items[index];
    return item ? item(run, at, (next) => from(index + 1, run, next, rest)) : rest(at);
  };
  return (run, at, rest) => from(0, run, at, rest);
};

const group =
  (index: number, body: Matcher): Matcher =>
  (run, at, rest) =>
    body(run, at, (end) => {
      const [begin, before] = [run.begins[index], run.ends[index]];
      run.begins[index] = at;
      run.ends[index] = end;
      if (rest(end)) return true;
      run.begins[index] = begin;
      run.ends[index] = before;
      return false;
    });

/** Once it has matched, no other way of it is tried. Groups in it stay as they are even when it leads nowhere, as in Java. */
const atomic =
  (body: Matcher): Matcher =>
  (run, at, rest) => {
    let end = NOWHERE;
    const found = (next: number): boolean => {
      end = next;
      return true;
    };
    return body(run, at, found) && rest(end);
  };

type Repeat = PatternNode & { readonly type: 'repeat' };

/** Symbols need no way back for each of them: how many there are is enough. */
const repeatSymbol = (has: SymbolSet, { least, most, mode }: Repeat): Matcher => {
  const lazy: Matcher = (run, at, rest) => {
    let end = at;
    for (let taken = 0; ; taken += 1) {
      if (taken >= least && rest(end)) return true;
      if (taken === most) return false;
      end = behind(run, end, has);
      if (end === NOWHERE) return false;
    }
  };
  const eager: Matcher = (run, at, rest) => {
    let end = at;
    let taken = 0;
    for (let next = behind(run, at, has); taken < most && next !== NOWHERE; taken += 1) {
      end = next;
      next = behind(run, end, has);
    }
    if (taken < least) return false;
    if (mode === 'possessive') return rest(end);
    for (; ; taken -= 1) {
      if (rest(end)) return true;
      if (taken === least) return false;
      end = stepBack(run.text, end);
    }
  };
  return mode === 'lazy' ? lazy : eager;
};

/** A group that never takes anything is not tried more often than it must be, and else is nowhere, as in Java. */
const mostTimes = ({ body, least, most, mode }: Repeat): number => {
  if (body.type !== 'group' || mode === 'possessive' || most === 1) return most;
  const { isFixed, most: length } = studyPattern(body);
  return isFixed && length === 0 ? least : most;
};

const repeat = (body: Matcher, node: Repeat): Matcher => {
  const { least, mode } = node;
  const most = mostTimes(node);
  const again = (run: Run, at: number, taken: number, rest: Rest): boolean =>
    taken < most && body(run, at, (end) => (end === at ? rest(end) : from(run, end, taken + 1, rest)));
  const from = (run: Run, at: number, taken: number, rest: Rest): boolean => {
    count(run);
    if (taken < least) return again(run, at, taken, rest);
    return mode === 'lazy' ? rest(at) || again(run, at, taken, rest) : again(run, at, taken, rest) || rest(at);
  };
  const all: Matcher = (run, at, rest) => from(run, at, 0, rest);
  return mode === 'possessive' ? atomic(all) : all;
};

const lookAhead =
  (body: Matcher): Matcher =>
  (run, at, rest) =>
    body(run, at, () => true) && rest(at);

const LEAST = -(2 ** 31);

/** Position so many symbols, or code units, before another one; never before the text, and behind it for a negative number. */
const before = (text: string, at: number, count: number, inSymbols: boolean): number => {
  if (!inSymbols) return Math.max(0, (at - count) | 0);
  // It stays negative when its sign is turned.
  if (count === LEAST) return at;
  let place = at;
  for (let left = count; left > 0 && place > 0; left -= 1) place = stepBack(text, place);
  // What runs over is counted ahead, and then taken as if it had been counted back.
  for (let left = -count; left > 0 && place < text.length; left -= 1) place = behindSymbol(text, place);
  return place <= at ? place : Math.max(0, at - (place - at));
};

/** From the nearest beginning on. */
const lookBehind =
  (body: Matcher, { least, most, inSymbols }: Reach): Matcher =>
  (run, at, rest) => {
    const { text } = run;
    const first = before(text, at, most, inSymbols);
    let from = inSymbols ? before(text, at, least, true) : at - least;
    while (from >= first) {
      if (body(run, from, (end) => end === at)) return rest(at);
      from = inSymbols && from > first ? stepBack(text, from) : from - 1;
    }
    return false;
  };

const never =
  (look: Matcher): Matcher =>
  (run, at, rest) =>
    !look(run, at, () => true) && rest(at);

/** A group that has taken nothing yet is nowhere to be found again. */
const reference =
  (index: number, isSame: (a: number, b: number) => boolean): Matcher =>
  (run, at, rest) => {
    const [begin, end] = [run.begins[index], run.ends[index]];
    if (begin === undefined || end === undefined) return false;
    let next = at;
    for (const wanted of run.text.slice(begin, end)) {
      next = behind(run, next, (code) => isSame(wanted.codePointAt(0) ?? 0, code));
      if (next === NOWHERE) return false;
    }
    return rest(next);
  };

const matcherOf = (node: PatternNode): Matcher => {
  switch (node.type) {
    case 'symbol':
      return symbol(node.has);
    case 'lineEnd':
      return lineEnd;
    case 'sequence':
      return sequence(node.items.map(matcherOf));
    case 'choice': {
      const options = node.options.map(matcherOf);
      return (run, at, rest) => options.some((option) => option(run, at, rest));
    }
    case 'group':
      return group(node.index, matcherOf(node.body));
    case 'atomic':
      return atomic(matcherOf(node.body));
    case 'repeat':
      if (node.body.type === 'symbol') return repeatSymbol(node.body.has, node);
      return repeat(node.body.type === 'lineEnd' ? atomic(lineEnd) : matcherOf(node.body), node);
    case 'lookAhead': {
      const found = lookAhead(matcherOf(node.body));
      return node.isNegated ? never(found) : found;
    }
    case 'lookBehind': {
      const found = lookBehind(matcherOf(node.body), node.reach);
      return node.isNegated ? never(found) : found;
    }
    case 'reference':
      return reference(node.group, node.isSame);
    case 'assertion':
      return (run, at, rest) => node.holds(run.text, at, run.last) && rest(at);
  }
};

/** A place where a pattern was found; groups by their numbers, the whole as the first. */
export type PatternMatch = {
  readonly index: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
};

/** Finds the first place from a position on; `last` is where the match before ended. */
export type FindPattern = (text: string, from: number, last: number) => PatternMatch | undefined;

const groupsOf = ({ text, begins, ends }: Run, groups: number): (string | undefined)[] =>
  Array.from({ length: groups }, (_none, at) => {
    const [begin, end] = [begins[at + 1], ends[at + 1]];
    return begin === undefined || end === undefined ? undefined : text.slice(begin, end);
  });

/**
 * @returns a search for a pattern, which goes the ways of java.util.regex in its order
 * @throws EvaluationFailure (the search) when it takes more steps, or deeper ones, than anybody should wait for
 */
export const createFind = ({ root, groups }: ParsedPattern): FindPattern => {
  const match = matcherOf(root);
  const search: FindPattern = (text, from, last) => {
    const run: Run = { text, last, begins: [], ends: [], steps: 0 };
    for (let index = from; index <= text.length; index = behindSymbol(text, index)) {
      let end = NOWHERE;
      const found = match(run, index, (at) => {
        end = at;
        return true;
      });
      if (found) return { index, end, groups: [text.slice(index, end), ...groupsOf(run, groups)] };
    }
    return undefined;
  };
  return (text, from, last) => {
    try {
      return search(text, from, last);
    } catch (cause) {
      if (cause instanceof RangeError) throw new EvaluationFailure('A pattern goes too deep to match', { cause });
      throw cause;
    }
  };
};
