/** NUL and halves of surrogate pairs: no person types them, and PostgreSQL keeps no text that holds one. */
const unstorable = /[\0\p{Surrogate}]/u;
/** Deeper than any form or procedure; recursion over such a value stays far from the end of the stack. */
export const MAX_DEPTH = 64;

export const isStorableText = (text: string): boolean => !unstorable.test(text);

/**
 * Why a value read from JSON cannot be kept: a text or a name in it, or its depth. Goes level by level, so that depth costs no stack.
 */
export const findUnstorable = (value: unknown): 'text' | 'depth' | undefined => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return 'depth';
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each === 'string' && !isStorableText(each)) return 'text';
      if (typeof each !== 'object' || each === null) continue;
      if (!Array.isArray(each) && !Object.keys(each).every(isStorableText)) return 'text';
      for (const inner of Object.values(each)) next.push(inner);
    }
    level = next;
  }
  return undefined;
};
