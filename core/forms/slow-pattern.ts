/** A part of a pattern: how it can begin, and whether something inside repeats without end. */
type Part = { readonly source: string; readonly repeats: boolean };

const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
/** A bounded repetition up to here is cheap enough to be nested. */
const SMALL = 10;

const isUnbounded = (text: string): boolean => {
  if (text.startsWith('*') || text.startsWith('+')) return true;
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(text) ?? [];
  if (least === undefined) return false;
  return comma === ',' && most === '' ? true : Number(most === '' ? least : most) > SMALL;
};

const endOfClass = (pattern: string, start: number): number => {
  for (let at = start + 1; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === ']') return at + 1;
  }
  return pattern.length;
};

const endOfGroup = (pattern: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '[') at = endOfClass(pattern, at) - 1;
    else if (pattern[at] === '(') depth += 1;
    else if (pattern[at] === ')' && --depth === 0) return at + 1;
  }
  return pattern.length;
};

const endOfAtom = (pattern: string, at: number): number => {
  if (pattern[at] === '\\') return at + 2;
  if (pattern[at] === '[') return endOfClass(pattern, at);
  return pattern[at] === '(' ? endOfGroup(pattern, at) : at + 1;
};

/** Alternatives at the top of a pattern. */
const splitAlternatives = (pattern: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < pattern.length;) {
    if (pattern[at] === '|') {
      parts.push(pattern.slice(from, at));
      from = at + 1;
      at = from;
    } else at = endOfAtom(pattern, at);
  }
  return [...parts, pattern.slice(from)];
};

const innerOf = (group: string): string => group.slice(1, -1).replace(/^\?(?::|=|!|<=|<!|<[^>]+>)/, '');

/** Every character this atom alone can stand for, or `undefined` for "cannot tell": then it counts as overlapping. */
const literalOf = (atom: string): string | undefined => {
  if (/^\\[^dDwWsSbBkpPux0-9]$/.test(atom)) return atom.slice(1);
  return /^[^\\[(.^$]$/.test(atom) ? atom : undefined;
};

const mayOverlap = (a: string, b: string): boolean => {
  const [first, second] = [literalOf(a), literalOf(b)];
  return first === undefined || second === undefined || first === second;
};

const firstAtom = (branch: string): string => branch.slice(0, endOfAtom(branch, 0));

const hasAmbiguousBranches = (branches: readonly string[]): boolean =>
  branches.some((a, i) =>
    branches.slice(i + 1).some((b) => a === '' || b === '' || mayOverlap(firstAtom(a), firstAtom(b))),
  );

const readAtom = (atom: string): Part & { readonly slow: boolean } => {
  if (!atom.startsWith('(')) return { source: atom, repeats: false, slow: false };
  const { repeats, slow } = readPattern(innerOf(atom));
  return { source: atom, repeats, slow };
};

const readSequence = (branch: string): { readonly repeats: boolean; readonly slow: boolean } => {
  let repeats = false;
  for (let at = 0; at < branch.length;) {
    const end = endOfAtom(branch, at);
    const atom = readAtom(branch.slice(at, end));
    const [repetition = ''] = quantifier.exec(branch.slice(end)) ?? [];
    const unbounded = isUnbounded(repetition);
    const branches = atom.source.startsWith('(') ? splitAlternatives(innerOf(atom.source)) : [];
    if (atom.slow || (unbounded && (atom.repeats || hasAmbiguousBranches(branches))))
      return { repeats: true, slow: true };
    repeats ||= unbounded || atom.repeats;
    at = end + repetition.length;
  }
  return { repeats, slow: false };
};

const readPattern = (pattern: string): { readonly repeats: boolean; readonly slow: boolean } => {
  const parts = splitAlternatives(pattern).map(readSequence);
  return { repeats: parts.some((part) => part.repeats), slow: parts.some((part) => part.slow) };
};

/**
 * True for a pattern whose time can explode: a repetition inside a repetition, alternatives that begin alike inside one, or a
 * back reference. Errs on the side of refusing; the author can always write the pattern flat.
 */
export const isSlowPattern = (pattern: string): boolean => /\\[1-9]|\\k</.test(pattern) || readPattern(pattern).slow;
