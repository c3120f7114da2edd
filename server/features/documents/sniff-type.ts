import type { DocumentMime } from '../../../core/contracts/document.ts';

/** Bytes from the start that are enough to tell. */
export const SNIFF_BYTES = 4096;

const startsWith = (head: Buffer, bytes: readonly number[], offset = 0): boolean =>
  bytes.every((byte, index) => head[offset + index] === byte);
const latin = (head: Buffer): string => head.toString('latin1');

/** Brands of the HEIF container (ISO/IEC 23008-12) that phones write. */
const heifBrands = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);
const isHeic = (head: Buffer): boolean =>
  latin(head.subarray(4, 8)) === 'ftyp' && heifBrands.has(latin(head.subarray(8, 12)));

/** A zip whose first entry is one of those that Office writes first, and that speaks of a word document. */
const isDocx = (head: Buffer): boolean => {
  if (!startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return false;
  const first = latin(head.subarray(30, 30 + head.readUInt16LE(26)));
  return (
    /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/)/.test(first) && /word\/|\[Content_Types\]/.test(latin(head))
  );
};

/** With a declaration, so that a web page is not taken for one. */
const isXml = (head: Buffer): boolean => {
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  return /^<\?xml\s+version=["']1\.[01]["']/.test(text) && !/<!DOCTYPE|<html[\s>]|<svg[\s>]|<script[\s>]/i.test(text);
};

/** The type by the first bytes; undefined for what is not accepted, whatever its name says. */
export const sniffType = (head: Buffer): DocumentMime | undefined => {
  if (head.length < 8) return undefined;
  if (latin(head.subarray(0, 5)) === '%PDF-') return 'application/pdf';
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (isHeic(head)) return 'image/heic';
  if (head.length >= 30 && isDocx(head))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return isXml(head) ? 'application/xml' : undefined;
};
