import type { PatternNode } from './pattern-node.ts';

/**
 * What a part can take, as java.util.regex reckons it for what stands behind a position: in whole numbers of 32 bits that run over, so
 * that some patterns without an end are let through and some of them find nothing.
 */
export type PatternLengths = {
  readonly least: number;
  readonly most: number;
  /** False when what is looked for backwards has no bound, which is an error. */
  readonly isBounded: boolean;
  /** Always of one length, by one way. */
  readonly isFixed: boolean;
};

type Repeat = PatternNode & { readonly type: 'repeat' };

const EMPTY: PatternLengths = { least: 0, most: 0, isBounded: true, isFixed: true };
const MOST = 2 ** 31 - 1;
const LARGE = 0xfffffff;
const whole = (value: number): number => value | 0;

const add = (a: PatternLengths, least: number, most: number): PatternLengths => ({
  ...a,
  least: whole(a.least + least),
  most: whole(a.most + most),
});

const isOption = ({ least, most }: Repeat): boolean => least === 0 && most === 1;
const isGroup = ({ type }: PatternNode): boolean => type === 'group' || type === 'sequence' || type === 'choice';

/** One of several parts, and what comes behind it. */
const studyChoice = (
  before: PatternLengths,
  options: readonly PatternLengths[],
  rest: readonly PatternNode[],
): PatternLengths => {
  const behind = studyAll(rest, EMPTY);
  const least = Math.min(...options.map((option) => option.least));
  const most = Math.max(...options.map((option) => option.most));
  return {
    ...add(add(behind, before.least, before.most), least, most),
    isBounded: [before, behind, ...options].every(({ isBounded }) => isBounded),
    isFixed: false,
  };
};

const studyTimes = (before: PatternLengths, { body, least, most, mode }: Repeat): PatternLengths => {
  if (body.type === 'symbol' && most === Infinity && mode === 'greedy')
    return { ...add(before, least, before.isBounded ? MOST : 0), isFixed: false };
  const once = studyAll([body], EMPTY);
  const shortest = whole(Math.imul(once.least, least) + before.least);
  const isBounded = before.isBounded && once.isBounded;
  const longest = whole(Math.imul(once.most, Math.min(most, MOST)) + before.most);
  return {
    least: shortest < before.least ? LARGE : shortest,
    most: isBounded ? longest : once.most,
    isBounded: isBounded && longest >= before.most,
    isFixed: once.isFixed && least === most && before.isFixed,
  };
};

const studyRepeat = (before: PatternLengths, node: Repeat, rest: readonly PatternNode[]): PatternLengths => {
  const isLoop = isGroup(node.body) && node.mode !== 'possessive';
  if (isOption(node)) {
    if (isLoop) return studyChoice(before, [studyAll([node.body], EMPTY), EMPTY], rest);
    return studyAll(rest, { ...studyAll([node.body], before), least: before.least, isFixed: false });
  }
  // Nothing behind a loop is reckoned any more.
  if (isLoop && !studyAll([node.body], EMPTY).isFixed) return { ...before, isBounded: false, isFixed: false };
  return studyAll(rest, studyTimes(before, node));
};

const studyAll = (nodes: readonly PatternNode[], before: PatternLengths): PatternLengths => {
  const [node, ...rest] = nodes;
  switch (node?.type) {
    case undefined:
      return before;
    case 'symbol':
      return studyAll(rest, add(before, 1, 1));
    case 'lineEnd':
      return studyAll(rest, add(before, 1, 2));
    case 'sequence':
      return studyAll([...node.items, ...rest], before);
    case 'group':
      return studyAll([node.body, ...rest], before);
    case 'atomic':
      return studyAll(rest, studyAll([node.body], before));
    case 'choice':
      return studyChoice(
        before,
        node.options.map((option) => studyAll([option], EMPTY)),
        rest,
      );
    case 'repeat':
      return studyRepeat(before, node, rest);
    case 'reference':
      return studyAll(rest, { ...before, isBounded: false });
    case 'lookAhead':
    case 'lookBehind':
    case 'assertion':
      return studyAll(rest, before);
  }
};

export const studyPattern = (node: PatternNode): PatternLengths => studyAll([node], EMPTY);
