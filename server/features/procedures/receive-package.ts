import busboy from 'busboy';
import type { Request } from 'express';
import { BadRequestError, TooLargeError, UnsupportedMediaError } from '../../shared/errors.ts';
import type { BundleFiles } from '../../../core/procedure/bundle.ts';
import { packageLimits, readZip, requireText, toBundle } from './read-package.ts';

const tooLarge = () => new TooLargeError(`Gói thủ tục lớn hơn ${packageLimits.archive >> 20} MB`);

/** What is left of a request that is refused half-way is read and dropped, so that the answer reaches its sender. */
const readBody = async (req: Request): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > packageLimits.archive) throw tooLarge();
      chunks.push(chunk);
    }
  } finally {
    req.resume();
  }
  return Buffer.concat(chunks);
};

type Part = { readonly name: string; readonly content: Buffer };

const unreadable = (cause: unknown) => new BadRequestError('Không đọc được dữ liệu gửi lên', { cause });

const createParser = ({ headers }: Request) => {
  const limits = { files: packageLimits.files, fields: 0, fileSize: packageLimits.archive };
  try {
    return busboy({ headers, limits, preservePath: true, defParamCharset: 'utf8' });
  } catch (cause) {
    throw unreadable(cause);
  }
};

const readParts = (req: Request): Promise<Part[]> =>
  new Promise((resolve, reject) => {
    const parts: Promise<Part>[] = [];
    let total = 0;
    const parser = createParser(req);
    const fail = (error: Error): void => {
      req.unpipe(parser);
      req.resume();
      reject(error);
    };
    parser.on('file', (_field, stream, { filename }) => {
      stream.on('limit', () => fail(tooLarge()));
      stream.on('data', (chunk: Buffer) => {
        total += chunk.length;
        if (total > packageLimits.total) fail(tooLarge());
      });
      const part = stream
        .toArray()
        .then((chunks) => ({ name: filename ?? '', content: Buffer.concat(chunks as Buffer[]) }));
      part.catch(() => undefined);
      parts.push(part);
    });
    parser.on('filesLimit', () => fail(new TooLargeError(`Gói có hơn ${packageLimits.files} tệp`)));
    parser.on('error', (cause) => fail(unreadable(cause)));
    parser.on('close', () => void Promise.all(parts).then(resolve, reject));
    req.on('aborted', () => reject(new BadRequestError('Yêu cầu bị ngắt giữa chừng')));
    req.pipe(parser);
  });

const isZip = ({ content }: Part): boolean => content.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));

/**
 * A package from a request: a zip as the body, a zip as the one file of a form, or each file of the package as a part named by its path.
 * @throws BadRequestError · InvalidSubmissionError · TooLargeError · UnsupportedMediaError
 */
export const receivePackage = async (req: Request): Promise<BundleFiles> => {
  if (req.is(['application/zip', 'application/x-zip-compressed', 'application/octet-stream']))
    return toBundle(await readZip(await readBody(req)));
  if (!req.is('multipart/form-data'))
    throw new UnsupportedMediaError('Gửi gói thủ tục dưới dạng application/zip hoặc multipart/form-data');
  const parts = await readParts(req);
  const [only] = parts;
  if (only && parts.length === 1 && isZip(only)) return toBundle(await readZip(only.content));
  return toBundle(new Map(parts.map(({ name, content }) => [name, requireText(name, content)])));
};
