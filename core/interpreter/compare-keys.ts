/** Order of keys, which are decimal texts: the older one first. */
export const compareKeys = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
