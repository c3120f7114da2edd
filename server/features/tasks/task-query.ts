import { taskQueues, taskSorts } from '../../../core/contracts/task.ts';
import type { FromSchema } from '../../../core/contracts/schema.ts';

export const taskDues = ['today', 'overdue'] as const;

/** Query of GET /api/tasks. `after` is the `next` of the page before. */
export const taskListQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    queue: { enum: taskQueues, default: 'mine' },
    /** Words of code, applicant or procedure, with or without accents. */
    q: { type: 'string', maxLength: 200, default: '' },
    procedureCode: { type: 'string', maxLength: 60, default: '' },
    due: { enum: taskDues },
    sort: { enum: taskSorts, default: 'due' },
    after: { type: 'string', maxLength: 400 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  },
} as const;
type Query = FromSchema<typeof taskListQuery>;
export type TaskListQuery = Pick<Query, 'queue' | 'due' | 'sort'> & {
  readonly q: string;
  readonly procedureCode: string;
  readonly limit: number;
  readonly after?: string | undefined;
};

/** What tells two lists apart: a cursor of one is no cursor of the other. */
export const listIdentity = (personId: string, { queue, q, procedureCode, due, sort }: TaskListQuery): string =>
  JSON.stringify([personId, queue, q, procedureCode, due ?? null, sort]);
