import type { StatusData } from '../../core/dossier/status-table.ts';
import type { CalendarDayRow } from '../features/people/people-view.ts';
import { createDossierRules } from '../projection/dossier-rules.ts';
import { createProjector, type Projector } from '../projection/projector.ts';
import { readModel } from '../projection/read-model.ts';
import type { Site } from './site.ts';

/** @param days of the working calendar, by which due dates are moved after a pause */
export const joinProjection = (
  { db, listener, log }: Site,
  statuses: StatusData,
  days: readonly CalendarDayRow[],
): Projector => createProjector({ db, listener, readModel, rules: createDossierRules(statuses, days, log), log });
