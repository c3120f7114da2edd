import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { CalendarRow } from '../../core/calendar/working-calendar.ts';
import type { StatusData } from '../../core/dossier/status-table.ts';
import { assetsFolder } from '../shared/paths.ts';
import type { DossierRules } from './context.ts';
import { createDossierRules } from './dossier-rules.ts';

type Log = { warn(details: object, message: string): void };

/** The rules of this site: national statuses as shipped, the calendar as imported. */
export const loadDossierRules = async (db: Knex, log: Log): Promise<DossierRules> => {
  const statuses = JSON.parse(await readFile(join(assetsFolder, 'statuses.json'), 'utf8')) as StatusData;
  const calendar = await db('calendar_day').orderBy('date').select<CalendarRow[]>('date', 'kind');
  return createDossierRules(statuses, calendar, log);
};
