import type { IncomingMessage } from 'node:http';

/** The body of a request is larger than it may be. */
export class BodyTooLarge extends Error {}

/** The whole body. @param limit bytes @throws BodyTooLarge; then the rest of it was not read */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer> => {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw new BodyTooLarge(`${announced} bytes`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};
