import type { Readable } from 'node:stream';

export type StoredDocument = {
  /** Opaque; the only way back to the bytes. */
  readonly storageKey: string;
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
};

/** The stream was longer than the caller allowed; nothing was stored. */
export class DocumentTooLarge extends Error {
  /** Bytes. */
  readonly limit: number;
  constructor(limit: number) {
    super(`The document is larger than ${limit} bytes`);
    this.name = 'DocumentTooLarge';
    this.limit = limit;
  }
}

/** No bytes under this key. */
export class DocumentMissing extends Error {
  constructor(storageKey: string, cause?: unknown) {
    super(`No stored document ${storageKey}`, { cause });
    this.name = 'DocumentMissing';
  }
}

/** Where the bytes of documents are. Rows and rights are the documents slice's business, not the storage's. */
export interface DocumentStorage {
  /**
   * Stores the whole stream or nothing: whatever ends it early (abort, error, limit) leaves no bytes behind.
   * @param limit bytes
   * @throws DocumentTooLarge longer than `limit` · the stream's own error
   */
  put(stream: Readable, limit: number): Promise<StoredDocument>;
  /** @throws DocumentMissing */
  open(storageKey: string): Promise<Readable>;
  /** A key that is gone already is no error. */
  remove(storageKey: string): Promise<void>;
  /** Keys of stored bytes that were finished before this instant (milliseconds since the epoch), for sweeping. */
  listOlderThan(instant: number): AsyncIterable<string>;
}
