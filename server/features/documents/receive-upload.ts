import { finished, type Readable, type Writable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { AppError, BadRequestError, UnsupportedMediaError } from '../../shared/errors.ts';

export type IncomingFile = { readonly stream: Readable; readonly name: string };
type Received<T> = { readonly stored: T; readonly fields: Readonly<Record<string, string>> };

const createParser = (req: Request) => {
  if (!req.is('multipart/form-data')) throw new UnsupportedMediaError('Gửi tệp dưới dạng multipart/form-data');
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 5, fieldSize: 1000, fieldNameSize: 100, parts: 6, headerPairs: 50 },
    });
  } catch (cause) {
    throw new BadRequestError('Không đọc được dữ liệu gửi lên', { cause });
  }
};

const toAppError = (cause: unknown): Error =>
  cause instanceof AppError || (cause instanceof Error && cause.name === 'DocumentTooLarge')
    ? cause
    : new BadRequestError('Tệp bị ngắt giữa chừng; chưa có gì được lưu', { cause });

/** Until the parser has ended. A pipeline would close the request of a parser that fails, and the answer could not be read. */
const feed = (req: Request, parser: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    finished(req, (error) => error && parser.destroy(error));
    parser.on('error', reject).on('close', () => resolve());
    req.pipe(parser);
  });

/**
 * Hands the one file of a request to `store` while it arrives. When the request breaks off, `store` sees its stream fail;
 * when `store` fails, the rest of the request is read and dropped, so that the answer reaches the sender.
 * @throws BadRequestError no file, or broken off · UnsupportedMediaError no form · what `store` throws
 */
export const receiveUpload = async <T>(
  req: Request,
  store: (file: IncomingFile) => Promise<T>,
): Promise<Received<T>> => {
  const parser = createParser(req);
  const fields: Record<string, string> = {};
  let storing: Promise<T> | undefined;
  let failed: unknown;
  parser.on('field', (name, value) => {
    fields[name] = value;
  });
  parser.on('file', (_field, stream, info) => {
    storing = store({ stream, name: info.filename ?? '' });
    storing.catch((error: unknown) => {
      failed = error;
      stream.resume();
      req.unpipe(parser);
      parser.destroy();
      req.resume();
    });
  });
  try {
    await feed(req, parser);
  } catch (cause) {
    await storing?.catch(() => undefined);
    throw toAppError(failed ?? cause);
  }
  if (storing === undefined) throw new BadRequestError('Yêu cầu không có tệp');
  return { stored: await storing, fields };
};
