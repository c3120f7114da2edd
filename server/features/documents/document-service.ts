import { randomUUID } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { documentLimits, type UploadedView } from '../../../core/contracts/document.ts';
import type { Person } from '../../http/person.ts';
import type { Clock } from '../../shared/clock.ts';
import { DocumentTooLarge, type DocumentStorage, type StoredDocument } from '../../shared/document-storage.ts';
import { AppError, NotFoundError, TooLargeError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import type { DocumentRow, DocumentStore, Usage } from './document-store.ts';
import type { DocumentView } from './document-view.ts';
import { cleanFileName } from './file-name.ts';
import type { IncomingFile } from './receive-upload.ts';
import { createTypeGate } from './type-gate.ts';

export type Limits = Readonly<Record<'maxBytes' | 'maxUnattached' | 'maxUnattachedBytes', number>>;
type Deps = {
  readonly storage: DocumentStorage;
  readonly store: Pick<DocumentStore, 'lockUsage' | 'insert' | 'removeUnattached'>;
  readonly view: Pick<DocumentView, 'findVisible'>;
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
  readonly limits?: Limits;
};
export type StoredUpload = StoredDocument & { readonly name: string; readonly mime: string };

const refuseOver = ({ count, bytes }: Usage, limits: Limits): void => {
  if (count >= limits.maxUnattached || bytes > limits.maxUnattachedBytes)
    throw new TooLargeError(
      'Ông/Bà có quá nhiều tệp chưa gắn với hồ sơ nào. Hãy nộp hồ sơ hoặc xóa bớt tệp rồi tải lại.',
    );
};
const tooLarge = (limit: number): TooLargeError =>
  new TooLargeError(`Tệp lớn hơn ${Math.floor(limit / (1024 * 1024))} MB. Hãy chụp lại với cỡ nhỏ hơn hoặc tách tệp.`);

const toUploaded = (row: DocumentRow): UploadedView => ({
  id: row.id,
  componentId: row.componentId,
  name: row.name,
  size: row.size,
  mime: row.mime,
  sha256: row.sha256,
});

export const createDocumentService = ({
  storage,
  store,
  view,
  inTransaction,
  clock,
  limits = documentLimits,
}: Deps) => ({
  /** Refused before a byte is stored when the person has too many documents lying about. */
  async checkQuota(person: Person): Promise<void> {
    await inTransaction(async (tx) => refuseOver(await store.lockUsage(tx, person.id), limits));
  },

  /** Stores the bytes; nobody sees them before `keep`. @throws TooLargeError · UnsupportedMediaError */
  async receive({ stream, name }: IncomingFile): Promise<StoredUpload> {
    const gate = createTypeGate();
    // An error of either end ends the other one; `put` reports it.
    pipeline(stream, gate.stream, () => undefined);
    try {
      const stored = await storage.put(gate.stream, limits.maxBytes);
      return { ...stored, name: cleanFileName(name, gate.readType()), mime: gate.readType() };
    } catch (error) {
      throw error instanceof DocumentTooLarge ? tooLarge(error.limit) : error;
    }
  },

  /** Makes stored bytes a document of this person; when it is refused there are no bytes either. */
  async keep(upload: StoredUpload, person: Person, componentId: string | null): Promise<UploadedView> {
    const { storageKey, sha256, size, name, mime } = upload;
    const row: DocumentRow = {
      ...{ id: randomUUID(), dossierId: null, componentId, uploadedBy: person.id, forApplicant: true },
      ...{ storageKey, sha256, size, name, mime, createdAt: new Date(clock()) },
    };
    try {
      await inTransaction(async (tx) => {
        const usage = await store.lockUsage(tx, person.id);
        refuseOver({ count: usage.count, bytes: usage.bytes + size }, limits);
        await store.insert(tx, row);
      });
    } catch (error) {
      // Refused: nothing was written. After a lost connection the row may be there all the same; the sweep finds out later.
      if (error instanceof AppError) await storage.remove(storageKey);
      throw error;
    }
    return toUploaded(row);
  },

  /** @throws NotFoundError unknown, or not for this person: the two look alike */
  async open(id: string, person: Person): Promise<{ readonly row: DocumentRow; readonly content: Readable }> {
    const row = await view.findVisible(id, person);
    if (!row) throw new NotFoundError('Không có tài liệu này');
    return { row, content: await storage.open(row.storageKey) };
  },

  /** @throws NotFoundError unknown, of another person, or part of a dossier */
  async remove(id: string, person: Person): Promise<void> {
    const storageKey = await inTransaction((tx) => store.removeUnattached(tx, id, person.id));
    if (storageKey === undefined) throw new NotFoundError('Không có tài liệu chưa nộp này');
    await storage.remove(storageKey);
  },
});
export type DocumentService = ReturnType<typeof createDocumentService>;
