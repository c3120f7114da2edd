import type { Query } from '../engine/query.ts';
import { jsonForPostgres } from '../shared/json-for-postgres.ts';
import type { UserTaskRow } from './rows.ts';

const pairsOf = (tasks: readonly UserTaskRow[]): object[] =>
  tasks.flatMap((task) =>
    task.dossierId === null
      ? []
      : task.candidateGroups
          .filter((group) => group.includes('@'))
          .map((group) => ({ dossier_id: task.dossierId, unit_code: group.slice(group.indexOf('@') + 1) })),
  );

/** Every unit that ever had a task in a dossier may see it. Rows are only added, so a repeat changes nothing. */
export const writeDossierUnits = async (query: Query, tasks: readonly UserTaskRow[]): Promise<void> => {
  const pairs = pairsOf(tasks);
  if (pairs.length === 0) return;
  await query(
    'units',
    `insert into dossier_unit (dossier_id, unit_code, relation, submitted_at)
     select distinct dossier.id, pair.unit_code, 'task', dossier.submitted_at
     from jsonb_to_recordset($1::jsonb) as pair (dossier_id text, unit_code text) join dossier on dossier.id = pair.dossier_id
     on conflict (dossier_id, unit_code) do nothing`,
    [jsonForPostgres(pairs)],
  );
};
