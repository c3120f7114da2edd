import { findUnstorable, isStorableText } from '../../shared/storable.ts';

const textOf = (bytes: Buffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** JSON that cannot be read is kept: the checks of the package tell what is wrong with it. */
const isStorableJson = (text: string): boolean => {
  try {
    return findUnstorable(JSON.parse(text)) === undefined;
  } catch {
    return true;
  }
};

/** Characters that are written by their number are held to the same rule as all others. */
const hasStorableReferences = (xml: string): boolean =>
  [...xml.matchAll(/&#(?:x([0-9a-f]+)|(\d+));/gi)].every(([, hex, decimal]) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff && isStorableText(String.fromCodePoint(code));
  });

/** The text of a file of a package; undefined for bytes that are no text, or a text that no database keeps. */
export const decodeFile = (path: string, bytes: Buffer): string | undefined => {
  const text = textOf(bytes);
  if (text === undefined || !isStorableText(text)) return undefined;
  if (path.endsWith('.json')) return isStorableJson(text) ? text : undefined;
  return /\.(bpmn|dmn)$/.test(path) && !hasStorableReferences(text) ? undefined : text;
};
