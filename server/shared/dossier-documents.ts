import type { Knex } from 'knex';
import type { FromSchema } from '../../core/contracts/schema.ts';
import type { documentView } from '../../core/contracts/dossier.ts';
import type { Person } from '../http/person.ts';
import type { StoredDocument } from './document-storage.ts';

export type DocumentView = FromSchema<typeof documentView>;
export type DocumentUse = { readonly componentId: string; readonly documentId: string };

/** What dossiers need of the documents slice. Rows of documents are written there, in the caller's transaction. */
export interface DossierDocuments {
  /**
   * Binds uploads to a dossier. Takes all, or none and names those that this person did not upload or that are used already.
   * @returns ids of the documents that cannot be taken; empty = all are bound
   */
  attach(
    tx: Knex.Transaction,
    use: { readonly dossierId: string; readonly personId: string; readonly documents: readonly DocumentUse[] },
  ): Promise<readonly string[]>;
  /** A paper that the platform has made and stored. @returns its document id */
  addIssued(
    tx: Knex.Transaction,
    paper: {
      readonly dossierId: string;
      readonly name: string;
      readonly mime: string;
      readonly stored: StoredDocument;
      readonly createdAt: Date;
    },
  ): Promise<string>;
  /** Oldest first; what a citizen may not read is left out for them. The caller has checked that the person may see the dossier. */
  listOfDossier(dossierId: string, person: Person): Promise<readonly DocumentView[]>;
}
