import { randomUUID } from 'node:crypto';
import type { DossierDocuments } from '../../shared/dossier-documents.ts';
import type { DocumentStore } from './document-store.ts';
import type { DocumentView } from './document-view.ts';

type Deps = {
  readonly store: Pick<DocumentStore, 'attach' | 'insert'>;
  readonly view: Pick<DocumentView, 'listOfDossier'>;
};

/** Documents as dossiers need them: bound when handed in, added when issued, listed for the applicant. */
export const createDossierDocuments = ({ store, view }: Deps): DossierDocuments => ({
  attach: (tx, { dossierId, personId, documents }) => store.attach(tx, dossierId, personId, documents),

  async addIssued(tx, { dossierId, name, mime, stored, createdAt }) {
    const id = randomUUID();
    const { storageKey, sha256, size } = stored;
    await store.insert(tx, {
      ...{ id, dossierId, componentId: null, uploadedBy: 'platform', name, mime },
      ...{ storageKey, sha256, size, forApplicant: true, createdAt },
    });
    return id;
  },

  async listOfDossier(dossierId) {
    const rows = await view.listOfDossier(dossierId, { forApplicantOnly: true });
    return rows.map(({ id, componentId, name, size, mime, sha256, createdAt }) => ({
      ...{ id, componentId, name, size, mime, sha256 },
      uploadedAt: createdAt.toISOString(),
    }));
  },
});
