import { join } from 'node:path';
import type { Slice } from '../app.ts';
import { createDocumentRoutes, documentDocs } from '../features/documents/document-routes.ts';
import { createDocumentService } from '../features/documents/document-service.ts';
import { createDocumentStore } from '../features/documents/document-store.ts';
import { createDocumentView } from '../features/documents/document-view.ts';
import { createDossierDocuments } from '../features/documents/dossier-documents.ts';
import { createFileStorage } from '../features/documents/file-storage.ts';
import { createDocumentSweeper } from '../features/documents/sweep-documents.ts';
import type { AttachDocuments } from '../features/tasks/complete-task.ts';
import type { DocumentStorage } from '../shared/document-storage.ts';
import type { DossierDocuments } from '../shared/dossier-documents.ts';
import { createRepeating } from './repeating.ts';
import type { Background, Site } from './site.ts';

const SWEEP_MS = 6 * 3_600_000;

export type Documents = {
  readonly slice: Slice;
  readonly storage: DocumentStorage;
  readonly dossierDocuments: DossierDocuments;
  /** What an officer uploads with a task. */
  readonly attachForOffice: AttachDocuments;
  /** Takes away what was never handed in. */
  readonly sweeping: Background;
};

export const joinDocuments = ({ config, db, clock, log, inTransaction }: Site): Documents => {
  const storage = createFileStorage(join(config.dataDir, 'documents'));
  const store = createDocumentStore();
  const view = createDocumentView(db);
  const sweeper = createDocumentSweeper({ db, storage, store, inTransaction, clock });
  const sweep = async (): Promise<void> => log.info(await sweeper.sweep(), 'documents swept');
  return {
    slice: {
      routes: createDocumentRoutes(createDocumentService({ storage, store, view, inTransaction, clock })),
      docs: documentDocs,
    },
    storage,
    dossierDocuments: createDossierDocuments({ store, view }),
    attachForOffice: (tx, { dossierId, personId, documentIds }) =>
      store.attach(
        tx,
        dossierId,
        personId,
        documentIds.map((documentId) => ({ documentId, componentId: null })),
        false,
      ),
    sweeping: createRepeating({
      act: sweep,
      everyMs: SWEEP_MS,
      onError: (err) => log.error({ err }, 'documents could not be swept'),
    }),
  };
};
