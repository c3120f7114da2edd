import type { Slice } from '../app.ts';
import type { CommandEngine } from '../engine/engine.ts';
import type { DossierStore } from '../features/dossiers/dossier-store.ts';
import { createIncidentRoutes, incidentDocs } from '../features/incidents/incident-routes.ts';
import { createIncidentsService, type NoteRetry } from '../features/incidents/incidents-service.ts';
import { createIncidentsView } from '../features/incidents/incidents-view.ts';
import type { Site } from './site.ts';

type Needs = { readonly engine: CommandEngine; readonly dossiers: Pick<DossierStore, 'addEvent'> };

/** Not the source `api`: who repairs a process is none of the officers who decide on the dossier, and signs no paper. */
const source = 'incident';

export const joinIncidents = ({ db, inTransaction, clock }: Site, { engine, dossiers }: Needs): Slice => {
  const view = createIncidentsView(db);
  const noteRetry: NoteRetry = (tx, { dossierId, elementId, at, person }) =>
    dossiers.addEvent(tx, {
      ...{ dossierId, at, kind: 'incidentResolved', detail: elementId, public: false, source },
      ...{ actorId: person.id, actorName: person.displayName },
      title: { vi: 'Chạy lại bước bị lỗi', en: 'Failed step tried again' },
    });
  const service = createIncidentsService({ view, engine, noteRetry, inTransaction, clock });
  return { routes: createIncidentRoutes({ service, view }), docs: incidentDocs };
};
