type Entry<T> = readonly [key: string, value: T];

/** From here on the engine keeps entries by the hash of their keys, not in the order in which they were made. */
const FIRST_HASHED = 5;

const BITS_PER_LEVEL = 5;
const PLACES = 2 ** BITS_PER_LEVEL;
const BITS = 32;

const hashOf = (text: string): number => {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
};

const improved = (hash: number): number => {
  let mixed = (hash + ~(hash << 9)) | 0;
  mixed ^= mixed >>> 14;
  mixed = (mixed + (mixed << 4)) | 0;
  return mixed ^ (mixed >>> 10);
};

type Hashed<T> = { readonly entry: Entry<T>; readonly hash: number };

/** A node of the tree of hashes: entries alone in their place come before the nodes below, each by five bits of the hash. */
const walk = <T>(entries: readonly Hashed<T>[], shift: number): readonly Entry<T>[] => {
  if (shift >= BITS || entries.length === 1) return entries.map(({ entry }) => entry);
  const places = Array.from({ length: PLACES }, (_, place) =>
    entries.filter(({ hash }) => ((hash >>> shift) & (PLACES - 1)) === place),
  );
  const alone = places.filter((place) => place.length === 1);
  const together = places.filter((place) => place.length > 1);
  return [...alone, ...together].flatMap((place) => walk(place, shift + BITS_PER_LEVEL));
};

/** Entries of a context in the order in which the engine lists them: the hash maps of Scala decide for five and more. */
export const inEngineOrder = <T>(entries: readonly Entry<T>[]): readonly Entry<T>[] =>
  entries.length < FIRST_HASHED
    ? entries
    : walk(
        entries.map((entry) => ({ entry, hash: improved(hashOf(entry[0])) })),
        0,
      );
