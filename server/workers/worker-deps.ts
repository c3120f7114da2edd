import type { Knex } from 'knex';
import type { ServerEvent } from '../../core/contracts/event.ts';
import type { AgenciesStore } from '../features/agencies/agencies-store.ts';
import type { DossierStore } from '../features/dossiers/dossier-store.ts';
import type { SettingsView } from '../features/dossiers/settings-view.ts';
import type { SupplementStore } from '../features/dossiers/supplement-store.ts';
import type { NotificationsStore } from '../features/notifications/notifications-store.ts';
import type { PeopleView } from '../features/people/people-view.ts';
import type { ProceduresView } from '../features/procedures/procedures-view.ts';
import type { Clock } from '../shared/clock.ts';
import type { DocumentStorage } from '../shared/document-storage.ts';
import type { DossierDocuments } from '../shared/dossier-documents.ts';
import type { ReadRegister } from './registers/read-register.ts';

/** What job handlers work with; joined in composition. */
export type WorkerDeps = {
  readonly clock: Clock;
  readonly dossiers: DossierStore;
  readonly supplements: SupplementStore;
  readonly notifications: Pick<NotificationsStore, 'add'>;
  readonly agencies: Pick<AgenciesStore, 'add'>;
  readonly people: Pick<PeopleView, 'findUnit' | 'findRoutes' | 'listCalendarDays'>;
  readonly procedures: Pick<ProceduresView, 'findRecord' | 'findForm' | 'findBundle'>;
  readonly settings: SettingsView;
  readonly storage: Pick<DocumentStorage, 'put'>;
  readonly documents: Pick<DossierDocuments, 'addIssued'>;
  readonly readRegister: ReadRegister;
  /** Tells open pages, once the transaction has committed. */
  readonly announce: (tx: Knex.Transaction, event: ServerEvent) => Promise<void>;
  /** Root address of the public site, for QR codes: https://… without a slash at the end. */
  readonly publicUrl: string;
};
