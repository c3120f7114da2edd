import type { ClockFacts } from '../../../core/calendar/recompute-due.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import type { TaskRow } from '../../../core/contracts/task.ts';
import type { ReadTaskClock } from './task-clock.ts';

/** Columns of a task on a screen; `t` is user_task, the rest comes from `taskJoins`. */
export const taskColumns = `t.key, t.state, t.native, t.element_id, t.name, t.candidate_groups, t.created_at, t.norm_minutes,
  held.assignee, person.display_name as assignee_name, held.action_id,
  d.id as dossier_id, d.code, d.applicant_name, d.procedure_code, d.version, d.case_id, d.clock_terms,
  coalesce(pr.status, 1) as status, pr.accepted_at, pr.promised_at, pr.current_due_at, pr.limit_minutes,
  pr.paused_since, pr.pause_reason, case when pr.clock = 'STOPPED' then coalesce(pr.settled_at, pr.finished_at) end as stopped_at,
  exists (select 1 from supplement_request s where s.dossier_id = d.id and s.answered_at is not null) as supplemented`;

/** Who holds a task: what people did counts before the read table has followed. */
export const taskJoins = `join dossier d on d.id = t.dossier_id
  left join dossier_progress pr on pr.dossier_id = t.dossier_id
  left join lateral (select a.id, a.assignee from task_action a where a.task_key = t.key order by a.id desc limit 1) act on true
  cross join lateral (select case when act.id is null then t.assignee else act.assignee end as assignee, coalesce(act.id, 0)::text as action_id) held
  left join person on person.id = held.assignee`;

export type RawTask = {
  readonly key: string;
  readonly state: TaskRow['state'];
  /** False: the engine knows the task as a job, which is completed and never assigned. */
  readonly native: boolean;
  readonly element_id: string;
  readonly name: string;
  readonly candidate_groups: string[];
  readonly created_at: Date;
  readonly norm_minutes: number | null;
  readonly assignee: string | null;
  readonly assignee_name: string | null;
  readonly action_id: string;
  readonly dossier_id: string;
  readonly code: string | null;
  readonly applicant_name: string;
  readonly procedure_code: string;
  readonly version: number;
  readonly case_id: string;
  readonly clock_terms: ClockFacts | null;
  readonly status: number;
  readonly accepted_at: Date | null;
  readonly promised_at: Date | null;
  readonly current_due_at: Date | null;
  readonly limit_minutes: number | null;
  readonly paused_since: Date | null;
  readonly pause_reason: string | null;
  readonly stopped_at: Date | null;
  readonly supplemented: boolean;
};

export type FindRecord = (procedureCode: string, version: number) => Promise<ProcedureRecord | undefined>;
export type RowDeps = { readonly findRecord: FindRecord; readonly readClock: ReadTaskClock };

/** Changes with each act on the task and with its state. */
export const etagOf = ({ action_id, state }: Pick<RawTask, 'action_id' | 'state'>): string => `"${action_id}-${state}"`;

/** A row as the API gives it. @param now milliseconds since the epoch */
export const toTaskRow = async (raw: RawTask, { findRecord, readClock }: RowDeps, now: number): Promise<TaskRow> => {
  const record = await findRecord(raw.procedure_code, raw.version);
  const unnamed = { vi: raw.procedure_code, en: raw.procedure_code };
  return {
    ...{ key: raw.key, etag: etagOf(raw), state: raw.state, elementId: raw.element_id, name: raw.name },
    ...{ assignee: raw.assignee, assigneeName: raw.assignee_name, candidateGroups: raw.candidate_groups },
    ...{ createdAt: raw.created_at.toISOString(), normMinutes: raw.norm_minutes },
    clock: readClock(
      {
        ...{ terms: raw.clock_terms, acceptedAt: raw.accepted_at, promisedAt: raw.promised_at },
        ...{ currentDueAt: raw.current_due_at, limitMinutes: raw.limit_minutes, stoppedAt: raw.stopped_at },
        ...{ pausedSince: raw.paused_since, pauseReason: raw.pause_reason },
      },
      now,
    ),
    dossier: {
      ...{ id: raw.dossier_id, code: raw.code, applicantName: raw.applicant_name, procedureCode: raw.procedure_code },
      procedureName: record?.name ?? unnamed,
      caseName: record?.cases.find(({ id }) => id === raw.case_id)?.name ?? { vi: raw.case_id, en: raw.case_id },
      ...{ version: raw.version, status: raw.status, supplemented: raw.supplemented },
    },
  };
};
