import { createHash } from 'node:crypto';
import type { BundleFiles } from '../../../core/procedure/bundle.ts';

/** SHA-256 (hex) over the sorted paths and contents: the identity of a version. */
export const checksumOf = (files: BundleFiles): string => {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path) ?? '';
    hash.update(`${path}\0${Buffer.byteLength(content)}\0`).update(content);
  }
  return hash.digest('hex');
};
