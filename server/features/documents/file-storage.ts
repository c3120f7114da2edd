import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DocumentMissing,
  DocumentTooLarge,
  type DocumentStorage,
  type StoredDocument,
} from '../../shared/document-storage.ts';

const KEY = /^[0-9a-f]{64}-[0-9a-f]{32}$/;
const INCOMING = 'incoming';

/** Counts and hashes what flows through; ends the stream once it is over the limit. */
const createMeter = (limit: number) => {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > limit ? new DocumentTooLarge(limit) : null, chunk);
    },
  });
  return { stream, read: () => ({ sha256: hash.digest('hex'), size }) };
};

/** Bytes are on the disk before anybody is told that they are stored. */
const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Entries of a folder; none when it does not exist (yet, or any more). */
const listFolder = async (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });

const modifiedAt = async (path: string): Promise<number | undefined> =>
  stat(path).then(
    (found) => found.mtimeMs,
    (error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    },
  );

/**
 * Documents as files below `folder`, in 256 x 256 folders by hash. Each upload has a file of its own, even when the bytes
 * are known already: removing one document can then never take away another one's bytes.
 */
export const createFileStorage = (folder: string): DocumentStorage => {
  const pathOf = (storageKey: string): string => {
    if (!KEY.test(storageKey)) throw new DocumentMissing(storageKey);
    return join(folder, storageKey.slice(0, 2), storageKey.slice(2, 4), storageKey);
  };

  /** Files of processes that died while they wrote; younger ones may still be growing. */
  const dropUnfinished = async (instant: number): Promise<void> => {
    for (const name of await listFolder(join(folder, INCOMING))) {
      const path = join(folder, INCOMING, name);
      if (((await modifiedAt(path)) ?? Infinity) < instant) await rm(path, { force: true });
    }
  };

  return {
    async put(source: Readable, limit: number): Promise<StoredDocument> {
      const id = randomUUID().replaceAll('-', '');
      const temporary = join(folder, INCOMING, id);
      await mkdir(dirname(temporary), { recursive: true });
      const meter = createMeter(limit);
      // Opened here and not by a stream: one that fails early would make its file after the clean-up below.
      const file = await open(temporary, 'wx', 0o600);
      try {
        await pipeline(source, meter.stream, file.createWriteStream());
        await flush(temporary);
        const { sha256, size } = meter.read();
        const storageKey = `${sha256}-${id}`;
        await mkdir(dirname(pathOf(storageKey)), { recursive: true });
        await rename(temporary, pathOf(storageKey));
        return { storageKey, sha256, size };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },

    async open(storageKey: string): Promise<Readable> {
      try {
        const handle = await open(pathOf(storageKey), 'r');
        return handle.createReadStream();
      } catch (error) {
        throw isMissing(error) ? new DocumentMissing(storageKey, error) : error;
      }
    },

    async remove(storageKey: string): Promise<void> {
      if (KEY.test(storageKey)) await rm(pathOf(storageKey), { force: true });
    },

    async *listOlderThan(instant: number): AsyncIterable<string> {
      await dropUnfinished(instant);
      for (const shard of (await listFolder(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)))
        for (const inner of await listFolder(join(folder, shard)))
          for (const name of (await listFolder(join(folder, shard, inner))).filter((entry) => KEY.test(entry)))
            if (((await modifiedAt(pathOf(name))) ?? Infinity) < instant) yield name;
    },
  };
};
