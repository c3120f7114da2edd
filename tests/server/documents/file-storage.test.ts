import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createFileStorage } from '../../../server/features/documents/file-storage.ts';
import { DocumentMissing, DocumentTooLarge } from '../../../server/shared/document-storage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mc-documents-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const keysOlderThan = async (instant: number): Promise<string[]> => {
  const keys: string[] = [];
  for await (const key of createFileStorage(folder).listOlderThan(instant)) keys.push(key);
  return keys;
};

describe('the file storage', () => {
  it('gives back the bytes, their size and their hash', async () => {
    const bytes = randomBytes(300_000);
    const storage = createFileStorage(folder);
    const stored = await storage.put(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), 300_000);
    expect(stored).toMatchObject({ size: 300_000, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect((await buffer(await storage.open(stored.storageKey))).equals(bytes)).toBe(true);
  });

  it('leaves nothing of a stream that is one byte too long', async () => {
    await expect(createFileStorage(folder).put(Readable.from([Buffer.alloc(11)]), 10)).rejects.toThrow(
      DocumentTooLarge,
    );
    expect(await files()).toEqual([]);
  });

  it('leaves nothing of a stream that breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(1000);
        throw new Error('line lost');
      })(),
    );
    await expect(createFileStorage(folder).put(broken, 10_000)).rejects.toThrow('line lost');
    expect(await files()).toEqual([]);
  });

  it('keeps equal bytes apart, so that removing one document keeps the other', async () => {
    const storage = createFileStorage(folder);
    const [one, other] = [await storage.put(Readable.from(['x']), 10), await storage.put(Readable.from(['x']), 10)];
    await storage.remove(one.storageKey);
    await storage.remove(one.storageKey);
    await expect(storage.open(one.storageKey)).rejects.toThrow(DocumentMissing);
    expect((await buffer(await storage.open(other.storageKey))).toString()).toBe('x');
  });

  it.each(['../../etc/passwd', '', 'a'.repeat(64)])('opens nothing outside itself: %j', async (key) => {
    await expect(createFileStorage(folder).open(key)).rejects.toThrow(DocumentMissing);
    await createFileStorage(folder).remove(key);
  });

  it('lists what is old, and takes away old halves of uploads', async () => {
    const storage = createFileStorage(folder);
    const { storageKey } = await storage.put(Readable.from(['x']), 10);
    const [name] = await files();
    expect(name).toBe(storageKey);
    await utimes(join(folder, storageKey.slice(0, 2), storageKey.slice(2, 4), storageKey), 1, 1);
    expect(await keysOlderThan(1_000)).toEqual([]);
    expect(await keysOlderThan(2_000)).toEqual([storageKey]);
  });
});
