import type { Knex } from 'knex';
import type { JsonValue, Variables } from '../../../core/contracts/json.ts';
import type { checkSubmission } from '../../../core/forms/check-submission.ts';
import { documentsIn } from '../../../core/forms/documents-in.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';
import { listFields } from '../../../core/forms/list-fields.ts';
import type { CommandEngine } from '../../engine/engine.ts';
import { InvalidSubmissionError, type FieldProblem } from '../../shared/errors.ts';
import type { FindRecord } from './task-row.ts';
import { parseOutcomes, type TaskOutcome } from './task-outcomes.ts';
import type { HeldTask } from './held-task.ts';
import { readTaskForm, type FindForm } from './task-form.ts';
import type { RawTaskDetail } from './task-view.ts';

type DossierWrites = {
  mergeData(tx: Knex.Transaction, dossierId: string, data: Variables): Promise<void>;
  addEvent(
    tx: Knex.Transaction,
    event: {
      readonly dossierId: string;
      readonly at: Date;
      readonly kind: string;
      readonly title: { readonly vi: string; readonly en: string };
      readonly actorId: string;
      readonly actorName: string;
      readonly detail: string | null;
      readonly public: boolean;
      readonly source: string;
    },
  ): Promise<void>;
};
/** Makes uploads part of the dossier, for the office only. @returns ids that cannot be taken */
export type AttachDocuments = (
  tx: Knex.Transaction,
  use: { readonly dossierId: string; readonly personId: string; readonly documentIds: readonly string[] },
) => Promise<readonly string[]>;
type Deps = {
  readonly engine: Pick<CommandEngine, 'send'>;
  readonly findForm: FindForm;
  readonly findRecord: FindRecord;
  readonly checkSubmission: typeof checkSubmission;
  readonly dossiers: DossierWrites;
  readonly attachDocuments: AttachDocuments;
};
export type CompleteTask = (held: HeldTask, data: Variables) => Promise<void>;

const noForm: FormSchema = { components: [] };
const refuse = (errors: readonly FieldProblem[]): never => {
  throw new InvalidSubmissionError('Một số mục cần sửa trước khi gửi', { errors });
};

/** The decision, where the step has decisions. @throws InvalidSubmissionError none, or one that the step does not have */
const readOutcome = (task: RawTaskDetail, outcome: JsonValue | undefined): TaskOutcome | undefined => {
  const outcomes = parseOutcomes(task.step_outcomes);
  if (outcomes.length === 0) return undefined;
  const chosen = outcomes.find(({ id }) => id === outcome);
  const names = outcomes.map(({ label }) => label).join(', ');
  return (
    chosen ??
    refuse([{ pointer: '/data/outcome', message: `Chọn một trong: ${names}`, messageEn: `Choose one of: ${names}` }])
  );
};

/** The decision is no field of the form, unless the form has one of that name. */
const withoutOutcome = (form: FormSchema, data: Variables, outcome: TaskOutcome | undefined): Variables => {
  if (!outcome || listFields(form).some(({ name }) => name === 'outcome')) return data;
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'outcome'));
};

export const createCompleteTask = (deps: Deps): CompleteTask => {
  const { engine, findForm, findRecord, checkSubmission, dossiers, attachDocuments } = deps;

  /** References that were in the dossier before stay as they are; new ones are uploads of this person. */
  const bindDocuments = async ({ tx, task, person }: HeldTask, form: FormSchema, data: Variables): Promise<void> => {
    const known = new Set(documentsIn(form, task.data).map(({ documentId }) => documentId));
    const fresh = documentsIn(form, data).filter(({ documentId }) => !known.has(documentId));
    if (fresh.length === 0) return;
    const documentIds = fresh.map(({ documentId }) => documentId);
    const refused = await attachDocuments(tx, { dossierId: task.dossier_id, personId: person.id, documentIds });
    const problems = fresh
      .filter(({ documentId }) => refused.includes(documentId))
      .map(({ pointer }) => ({
        pointer: `/data${pointer}`,
        message: 'Tệp không còn hoặc không phải của Ông/Bà; hãy tải lại',
        messageEn: 'The file is gone or not yours; upload it again',
      }));
    if (problems.length > 0) refuse(problems);
  };

  const forProcess = async (task: RawTaskDetail, data: Variables): Promise<Variables> => {
    const record = await findRecord(task.procedure_code, task.version);
    const names = new Set(record?.data.filter((entry) => entry.process).map(({ name }) => name));
    return Object.fromEntries(Object.entries(data).filter(([name]) => names.has(name)));
  };

  /**
   * Checks the answers, ends the task in the engine and keeps the answers in the dossier. The engine goes first: job handlers
   * lock the process before the dossier, and so does this.
   */
  return async (held, submitted) => {
    const { tx, task, person, at } = held;
    const outcome = readOutcome(task, submitted['outcome']);
    const form = (await readTaskForm(findForm, task)) ?? noForm;
    const decision: Variables = outcome ? { outcome: outcome.id } : {};
    const context = { initial: task.data, variables: decision, now: at.getTime() };
    const { data, problems } = checkSubmission(form, withoutOutcome(form, submitted, outcome), context);
    if (problems.length > 0)
      refuse(problems.map(({ pointer, message, messageEn }) => ({ pointer: `/data${pointer}`, message, messageEn })));
    const variables = { ...(await forProcess(task, data)), ...decision };
    const command = { type: 'completeUserTask', userTaskKey: task.key, variables, jobBased: !task.native } as const;
    await engine.send(command, tx, { dossierId: task.dossier_id });
    await bindDocuments(held, form, data);
    if (Object.keys(data).length > 0) await dossiers.mergeData(tx, task.dossier_id, data);
    await dossiers.addEvent(tx, {
      ...{ dossierId: task.dossier_id, at, kind: 'step', title: { vi: task.name, en: task.name } },
      ...{
        actorId: person.id,
        actorName: person.displayName,
        detail: outcome?.label ?? null,
        public: false,
        source: 'api',
      },
    });
  };
};
