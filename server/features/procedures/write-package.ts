import yazl from 'yazl';
import type { BundleFiles } from '../../../core/procedure/bundle.ts';

/** The bundle as a zip stream; equal bundles give equal bytes. */
export const writeZip = (files: BundleFiles): NodeJS.ReadableStream => {
  const zip = new yazl.ZipFile();
  for (const path of [...files.keys()].sort())
    zip.addBuffer(Buffer.from(files.get(path) ?? ''), path, { mtime: new Date('2000-01-01T00:00:00Z') });
  zip.end();
  return zip.outputStream;
};
