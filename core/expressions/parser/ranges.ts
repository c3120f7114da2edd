import type { RangeNode } from '../syntax.ts';
import { type Rule, skip, token } from './scanner.ts';

/** `[a..b]`, with `(` or `]` at the start and `)` or `[` at the end for open ends. */
export const range: Rule<RangeNode> = (source, at) => {
  const { arithmetic } = source.recursion;
  const open = token(source, at, '(', ']', '[');
  const start = open && arithmetic(source, skip(source, open.end));
  const dots = start && token(source, start.end, '..');
  const end = dots && arithmetic(source, skip(source, dots.end));
  const close = end && token(source, end.end, ')', '[', ']');
  if (!close) return undefined;
  return {
    value: {
      type: 'range',
      start: start.value,
      isStartClosed: open.value === '[',
      end: end.value,
      isEndClosed: close.value === ']',
    },
    end: close.end,
  };
};
