/** One that was being completed stays on until its record tells the end, or until the completion is on its way again. */
const noOpenTask = `not exists (select 1 from user_task s where s.key = o.command ->> 'userTaskKey' and (s.state = 'open' or s.state = 'completing'
  and not exists (select 1 from engine_outbox m where m.state = 'open' and m.command ->> 'userTaskKey' = s.key)))`;
const noOpenJob = `not exists (select 1 from job s where s.key = o.command ->> 'jobKey' and s.state in ('open', 'failed'))`;
const noActiveInstance = `not exists
  (select 1 from process_instance s where s.key = o.command ->> 'processInstanceKey' and s.state = 'active')`;

/**
 * Whether what a refused command asked for has come about by another way, or has no object any more: SQL over `engine_outbox as o`.
 * A task that somebody is completing again counts as such. A message or a change of variables leaves no trace by which it could be
 * told, so a person has to look.
 */
export const isSettledSql = `case
  when o.command ->> 'type' = 'createInstance' then exists (select 1 from process_instance s where s.dossier_id = o.dossier_id)
  when o.command ->> 'type' in ('completeUserTask', 'assignUserTask', 'updateUserTask') then ${noOpenTask}
  when o.command ->> 'type' in ('completeJob', 'failJob', 'throwError', 'updateJobRetries') then ${noOpenJob}
  when o.command ->> 'type' in ('cancelInstance', 'modifyInstance', 'migrateInstance') then ${noActiveInstance}
  when o.command ->> 'type' = 'resolveIncident' then not exists
    (select 1 from incident s where s.key = o.command ->> 'incidentKey' and s.state = 'open')
  else false end`;
