import { Transform } from 'node:stream';
import type { DocumentMime } from '../../../core/contracts/document.ts';
import { UnsupportedMediaError } from '../../shared/errors.ts';
import { SNIFF_BYTES, sniffType } from './sniff-type.ts';

/** Lets a stream pass only after its first bytes have shown an accepted type. */
export const createTypeGate = () => {
  let held: Buffer[] = [];
  let mime: DocumentMime | undefined;

  const open = (): Error | undefined => {
    const head = Buffer.concat(held);
    mime = sniffType(head.subarray(0, SNIFF_BYTES));
    if (mime === undefined)
      return new UnsupportedMediaError(
        'Loại tệp không được nhận. Hãy gửi PDF, ảnh JPEG, PNG, HEIC, DOCX hoặc XML có khai báo.',
      );
    held = [];
    stream.push(head);
    return undefined;
  };

  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (mime !== undefined) return done(null, chunk);
      held.push(chunk);
      const size = held.reduce((sum, part) => sum + part.length, 0);
      done(size >= SNIFF_BYTES ? open() : undefined);
    },
    flush(done) {
      done(mime === undefined ? open() : undefined);
    },
  });
  return {
    stream,
    /** Known once the stream has ended. */
    readType: (): DocumentMime => {
      if (mime === undefined) throw new Error('The stream has not been read');
      return mime;
    },
  };
};
