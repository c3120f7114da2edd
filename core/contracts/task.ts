import { clockView } from './dossier.ts';
import { bilingual, freeObject, instant, nullableText, type FromSchema } from './schema.ts';

/** The answer of a task's form; the chosen decision, where the step has decisions, is `data.outcome`. */
export const completeTaskBody = {
  type: 'object',
  required: ['data'],
  additionalProperties: false,
  properties: { data: freeObject },
} as const;
export type CompleteTaskBody = FromSchema<typeof completeTaskBody>;

const taskProperties = {
  key: { type: 'string' },
  /** For If-Match; changes with each change of the task. */
  etag: { type: 'string' },
  state: { enum: ['open', 'completing', 'completed', 'canceled'] },
  elementId: { type: 'string' },
  name: { type: 'string' },
  assignee: nullableText,
  assigneeName: nullableText,
  candidateGroups: { type: 'array', items: { type: 'string' } },
  createdAt: instant,
  /** Unit norm of the step in working minutes; null = none. */
  normMinutes: { type: ['integer', 'null'] },
  clock: clockView,
  dossier: {
    type: 'object',
    required: [
      'id',
      'code',
      'applicantName',
      'procedureCode',
      'procedureName',
      'caseName',
      'version',
      'status',
      'supplemented',
    ],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      code: nullableText,
      applicantName: { type: 'string' },
      procedureCode: { type: 'string' },
      procedureName: bilingual,
      caseName: bilingual,
      version: { type: 'integer' },
      status: { type: 'integer' },
      /** The applicant has answered a supplement request. */
      supplemented: { type: 'boolean' },
    },
  },
} as const;
const taskRequired = [
  'key',
  'etag',
  'state',
  'elementId',
  'name',
  'assignee',
  'assigneeName',
  'candidateGroups',
  'createdAt',
  'normMinutes',
  'clock',
  'dossier',
] as const;

export const taskRow = {
  type: 'object',
  required: taskRequired,
  additionalProperties: false,
  properties: taskProperties,
} as const;
export type TaskRow = FromSchema<typeof taskRow>;

export const taskListView = {
  type: 'object',
  required: ['items', 'next', 'counts'],
  additionalProperties: false,
  properties: {
    items: { type: 'array', items: taskRow },
    next: nullableText,
    /** Tasks of each tab that this person may see; counting stops at 1000 and then says 1000. */
    counts: {
      type: 'object',
      required: ['mine', 'unit', 'all', 'dueToday', 'overdue'],
      additionalProperties: false,
      properties: {
        mine: { type: 'integer' },
        unit: { type: 'integer' },
        all: { type: 'integer' },
        dueToday: { type: 'integer' },
        overdue: { type: 'integer' },
      },
    },
  },
} as const;
export type TaskListView = FromSchema<typeof taskListView>;

export const taskView = {
  type: 'object',
  required: [...taskRequired, 'form', 'data', 'outcomes', 'step', 'mayClaim', 'mayComplete', 'mayAssign'],
  additionalProperties: false,
  properties: {
    ...taskProperties,
    /** form-js schema; null = a task without a form. */
    form: { type: ['object', 'null'], additionalProperties: true },
    /** Values for the form: dossier data that the form shows, and what has been answered before. */
    data: freeObject,
    /** Decision buttons, in order; empty = one button "done". */
    outcomes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'label'],
        additionalProperties: false,
        properties: { id: { type: 'string' }, label: { type: 'string' } },
      },
    },
    step: {
      type: 'object',
      required: ['kind', 'legal'],
      additionalProperties: false,
      properties: { kind: nullableText, legal: nullableText },
    },
    mayClaim: { type: 'boolean' },
    mayComplete: { type: 'boolean' },
    /** Whether this person leads the unit of the task: hands it out and takes it back. */
    mayAssign: { type: 'boolean' },
  },
} as const;
export type TaskView = FromSchema<typeof taskView>;

/** Officers of the groups of a task, by name, with the open tasks that each holds already. */
export const candidatesView = {
  type: 'object',
  required: ['items'],
  additionalProperties: false,
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'displayName', 'openTasks'],
        additionalProperties: false,
        properties: { id: { type: 'string' }, displayName: { type: 'string' }, openTasks: { type: 'integer' } },
      },
    },
  },
} as const;
export type CandidatesView = FromSchema<typeof candidatesView>;

export const taskQueues = ['mine', 'unit', 'all'] as const;
export const taskSorts = ['due', 'created'] as const;
