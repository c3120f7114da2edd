import type { Knex } from 'knex';
import type { CommandAnswer, EngineCommand } from '../../../../core/contracts/engine-command.ts';
import type { Markers } from './markers.ts';
import type { OutboxCommand } from './outbox-row.ts';
import { messageIdOf } from './prepare-command.ts';

/** A command that was carried out, with what its answer would have been. */
export type Evidence = { readonly answer: CommandAnswer };
/**
 * Asks the feed of the brokers whether a command of unknown outcome was carried out. Undefined: it was not, or it may be sent again without harm.
 * @throws EngineUnavailable it cannot be known now
 */
export type FindEvidence = (command: OutboxCommand) => Promise<Evidence | undefined>;
type Look = (db: Knex, row: OutboxCommand) => Promise<Evidence | undefined>;
type CommandOf<T extends EngineCommand['type']> = Extract<EngineCommand, { type: T }>;

const DONE: Evidence = { answer: {} };

/** A dossier has one process. */
const findStart: Look = async (db, { dossierId }) => {
  if (dossierId === null) return undefined;
  const { rows } = await db.raw<{ rows: { key: string; definition: string }[] }>(
    `select key, process_definition_key as definition from process_instance
     where dossier_id = ? and parent_process_instance_key is null order by key limit 1`,
    [dossierId],
  );
  const [found] = rows;
  return found && { answer: { processInstanceKey: found.key, processDefinitionKey: found.definition } };
};

const findMessage: Look = async (db, row) => {
  const { name, correlationKey } = row.command as CommandOf<'publishMessage'>;
  const { rows } = await db.raw<{ rows: { key: string }[] }>(
    `select key from engine_record where value_type = 'MESSAGE' and intent = 'PUBLISHED' and partition_id > 1000
       and value ->> 'messageId' = ? and value ->> 'name' = ? and value ->> 'correlationKey' = ? limit 1`,
    [messageIdOf(row), name, correlationKey],
  );
  return rows[0] && { answer: { messageKey: rows[0].key } };
};

const exists = async (db: Knex, sql: string, bindings: readonly string[]): Promise<Evidence | undefined> => {
  const { rows } = await db.raw<{ rows: { there: boolean }[] }>(`select exists (${sql}) as there`, [...bindings]);
  return rows[0]?.there ? DONE : undefined;
};
const findTask: Look = (db, { command }) =>
  exists(db, `select 1 from user_task where key = ? and state = 'completed'`, [
    (command as CommandOf<'completeUserTask'>).userTaskKey,
  ]);
/** It may have been completed since, by the next command of the first sender: then its row still tells who held it. */
const findHolder: Look = (db, { command }) => {
  const { userTaskKey, assignee } = command as CommandOf<'assignUserTask'>;
  return exists(db, `select 1 from user_task where key = ? and coalesce(assignee, '') = ?`, [userTaskKey, assignee]);
};
/** A change of a task that has ended is over, too: carried out before that, or without an object. */
const findEndedTask: Look = (db, { command }) =>
  exists(db, `select 1 from user_task where key = ? and ended_at is not null`, [
    (command as CommandOf<'updateUserTask'>).userTaskKey,
  ]);
const findFailure: Look = (db, { command }) => {
  const { jobKey, retries } = command as CommandOf<'failJob'>;
  return exists(db, `select 1 from job where key = ? and (retries <= ?::int or ended_at is not null)`, [
    jobKey,
    String(retries),
  ]);
};
const findJob: Look = (db, { command }) =>
  exists(db, `select 1 from job where key = ? and state in ('completed', 'errorThrown')`, [
    (command as CommandOf<'completeJob' | 'throwError'>).jobKey,
  ]);
const findEnd: Look = (db, { command }) =>
  exists(db, `select 1 from process_instance where key = ? and state = 'terminated'`, [
    (command as CommandOf<'cancelInstance'>).processInstanceKey,
  ]);
const findResolved: Look = (db, { command }) =>
  exists(db, `select 1 from incident where key = ? and state = 'resolved'`, [
    (command as CommandOf<'resolveIncident'>).incidentKey,
  ]);
const findMigrated: Look = (db, { command }) => {
  const { processInstanceKey, targetProcessDefinitionKey } = command as CommandOf<'migrateInstance'>;
  return exists(db, 'select 1 from process_instance where key = ? and process_definition_key = ?', [
    processInstanceKey,
    targetProcessDefinitionKey,
  ]);
};

/**
 * Commands that change something each time they are carried out, or that find nothing to change any more when what comes after them has been
 * carried out as well. The others say how things shall be, and may be repeated.
 */
const looks: Partial<Record<EngineCommand['type'], Look>> = {
  createInstance: findStart,
  publishMessage: findMessage,
  completeUserTask: findTask,
  assignUserTask: findHolder,
  updateUserTask: findEndedTask,
  completeJob: findJob,
  throwError: findJob,
  failJob: findFailure,
  cancelInstance: findEnd,
  resolveIncident: findResolved,
  migrateInstance: findMigrated,
};

export const createFindEvidence =
  ({ db, markers }: { readonly db: Knex; readonly markers: Pick<Markers, 'pass'> }): FindEvidence =>
  async (row) => {
    const look = looks[row.command.type];
    if (!look) return undefined;
    await markers.pass();
    return look(db, row);
  };

/** Commands whose effect the feed does not tell from that of another one; a person has to look. */
export const leavesNoTrace = ({ type }: EngineCommand): boolean =>
  type === 'broadcastSignal' || type === 'modifyInstance';
