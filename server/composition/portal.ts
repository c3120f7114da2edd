import type { Router } from 'express';
import { normaliseSearchText } from '../../core/dossier/search-text.ts';
import { createStatusTable } from '../../core/dossier/status-table.ts';
import type { ProceduresView } from '../features/procedures/procedures-view.ts';
import type { TrackingService } from '../features/tracking/tracking-service.ts';
import { createPortalRoutes } from '../portal/portal-routes.ts';
import type { Site } from './site.ts';

/** The public pages, rendered on the server. */
export const joinPortal = (site: Site, procedures: ProceduresView, tracking: TrackingService): Router => {
  const statuses = createStatusTable(site.statuses);
  return createPortalRoutes({
    procedures,
    clock: site.clock,
    unit: site.defaultUnit,
    normaliseSearch: normaliseSearchText,
    statusName: (code, language) => statuses.nameOf(code)[language],
    track: async (code, lookupCode, address) => {
      const answer = await tracking.track(code, lookupCode, address);
      return answer.kind === 'found' ? answer.dossier : answer.kind;
    },
  });
};
