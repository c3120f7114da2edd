import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** A zip of these files, as somebody who packs a folder makes it. */
export const zipOf = async (files: Iterable<readonly [string, string | Buffer]>): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const [path, content] of files) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream);
};
