import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { isBundlePath, type BundleFiles } from '../../../core/procedure/bundle.ts';
import { InvalidSubmissionError, TooLargeError, type FieldProblem } from '../../shared/errors.ts';
import { decodeFile } from './decode-file.ts';

/** Limits of one package, in bytes and files. They stop a zip bomb long before memory ends. */
export const packageLimits = { archive: 8 << 20, file: 4 << 20, total: 24 << 20, files: 500 } as const;

const refuse = (pointer: string, vi: string, en: string): never => {
  throw new InvalidSubmissionError(`${vi} (${pointer})`, { errors: [{ pointer, message: vi, messageEn: en }] });
};

const openArchive = (buffer: Buffer): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(
      buffer,
      { lazyEntries: true, strictFileNames: true, validateEntrySizes: true, decodeStrings: true },
      (error, archive) => (error ? reject(error) : resolve(archive)),
    );
  });

const readEntry = async (archive: yauzl.ZipFile, entry: yauzl.Entry, budget: number): Promise<Buffer> => {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    archive.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const chunks: Buffer[] = [];
  let size = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > Math.min(packageLimits.file, budget)) return done(new TooLargeError('Gói thủ tục lớn hơn giới hạn'));
      chunks.push(chunk);
      done();
    },
  });
  await pipeline(stream, sink);
  return Buffer.concat(chunks);
};

/** @throws InvalidSubmissionError bytes that are no text, or a text that no database keeps */
export const requireText = (path: string, bytes: Buffer): string =>
  decodeFile(path, bytes) ??
  refuse(path, 'Tệp không phải văn bản UTF-8 dùng được', 'The file is not UTF-8 text, or holds characters of no text');

/** A folder around everything is usual when people zip by hand; it is taken off. */
const withoutWrapper = (files: Map<string, string>): Map<string, string> => {
  const record = [...files.keys()].find((path) => /^[^/]+\/procedure\.json$/.test(path));
  if (files.has('procedure.json') || !record) return files;
  const prefix = record.slice(0, -'procedure.json'.length);
  if (![...files.keys()].every((path) => path.startsWith(prefix))) return files;
  return new Map([...files].map(([path, content]) => [path.slice(prefix.length), content]));
};

/** Checks every path and gives the files of a bundle. @throws InvalidSubmissionError with all strange paths */
export const toBundle = (files: Map<string, string>): BundleFiles => {
  const unwrapped = withoutWrapper(files);
  const errors: FieldProblem[] = [...unwrapped.keys()]
    .filter((path) => !isBundlePath(path))
    .map((pointer) => ({
      pointer,
      message: 'Tệp không thuộc cấu trúc gói thủ tục',
      messageEn: 'Not a file of a procedure package',
    }));
  if (errors.length > 0) throw new InvalidSubmissionError('Gói có tệp không được nhận', { errors });
  if (unwrapped.size === 0) refuse('/', 'Gói không có tệp nào', 'The package holds no file');
  return unwrapped;
};

/** Reads a zip into memory within `packageLimits`. @throws InvalidSubmissionError · TooLargeError */
export const readZip = async (buffer: Buffer): Promise<Map<string, string>> => {
  const archive = await openArchive(buffer).catch((cause: unknown) => {
    throw new InvalidSubmissionError('Tệp không phải gói zip đọc được', {
      errors: [{ pointer: '/', message: 'Không đọc được gói zip', messageEn: 'Not a readable zip' }],
      cause,
    });
  });
  const files = new Map<string, string>();
  let total = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      const take = async (entry: yauzl.Entry): Promise<void> => {
        if (entry.fileName.endsWith('/')) return;
        if (files.size >= packageLimits.files) throw new TooLargeError(`Gói có hơn ${packageLimits.files} tệp`);
        if (files.has(entry.fileName))
          refuse(entry.fileName, 'Tệp xuất hiện hai lần trong gói', 'The file is in the zip twice');
        const bytes = await readEntry(archive, entry, packageLimits.total - total);
        total += bytes.length;
        files.set(entry.fileName, requireText(entry.fileName, bytes));
      };
      archive.on('entry', (entry: yauzl.Entry) => void take(entry).then(() => archive.readEntry(), reject));
      archive.on('end', resolve);
      archive.on('error', (cause: Error) =>
        reject(
          new InvalidSubmissionError('Gói zip bị hỏng hoặc có đường dẫn không an toàn', {
            errors: [{ pointer: '/', message: cause.message }],
            cause,
          }),
        ),
      );
      archive.readEntry();
    });
  } finally {
    archive.close();
  }
  return files;
};
