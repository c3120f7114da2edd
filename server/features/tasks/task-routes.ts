import { Router, type Request, type Response } from 'express';
import {
  candidatesView,
  completeTaskBody,
  taskListView,
  taskView,
  type CompleteTaskBody,
} from '../../../core/contracts/task.ts';
import type { FromSchema } from '../../../core/contracts/schema.ts';
import { text } from '../../../core/contracts/schema.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import { personOf, requirePerson } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateBody, validateQuery } from '../../http/validate.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { TaskCandidates } from './candidates-view.ts';
import { taskListQuery, type TaskListQuery } from './task-query.ts';
import type { TaskService } from './task-service.ts';
import type { TasksView } from './task-view.ts';

const assignBody = {
  type: 'object',
  required: ['personId'],
  additionalProperties: false,
  properties: { personId: text(100) },
} as const;
type AssignBody = FromSchema<typeof assignBody>;

const tag = 'Công việc';
const ifMatch = { 'If-Match': { required: true, description: 'etag of the task as it was seen' } } as const;
const etagView = {
  type: 'object',
  required: ['etag'],
  additionalProperties: false,
  properties: { etag: { type: 'string' } },
} as const;
const accepted = { 202: { description: 'Đã nhận; danh sách cập nhật ngay sau đó', schema: etagView } } as const;
const act = (name: string, vi: string, en: string, body?: object): RouteDoc => ({
  method: 'post',
  path: `/api/tasks/{key}/${name}`,
  tag,
  access: 'signed-in',
  summary: { vi, en },
  headers: ifMatch,
  ...(body ? { body: { schema: body as Readonly<Record<string, unknown>> } } : {}),
  responses: accepted,
});
export const taskDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/tasks',
    tag,
    access: 'signed-in',
    summary: { vi: 'Danh sách việc', en: 'Open tasks of the person, the groups or the visible units' },
    query: taskListQuery,
    responses: { 200: { description: 'Một trang và số đếm', schema: taskListView } },
  },
  {
    method: 'get',
    path: '/api/tasks/{key}',
    tag,
    access: 'signed-in',
    summary: { vi: 'Một việc với biểu mẫu', en: 'One task with its form' },
    responses: { 200: { description: 'Việc', schema: taskView } },
  },
  {
    method: 'get',
    path: '/api/tasks/{key}/candidates',
    tag,
    access: 'signed-in',
    summary: { vi: 'Những người có thể giao việc', en: 'Officers whom a leader may hand the task to' },
    responses: { 200: { description: 'Cán bộ thuộc nhóm và số việc đang giữ', schema: candidatesView } },
  },
  act('claim', 'Nhận việc', 'Claim'),
  act('release', 'Trả việc về hàng chờ', 'Give back to the queue'),
  act('assign', 'Giao việc', 'Hand to an officer of the groups; for leaders', assignBody),
  act('complete', 'Hoàn thành việc', 'Complete with the answers of the form and the decision', completeTaskBody),
];

/** Keys are int64 in decimal; anything else is no task. */
const keyOf = (req: Request<{ key: string }>): string => {
  if (!/^[0-9]{1,19}$/.test(req.params.key)) throw new NotFoundError('Không có việc này');
  return req.params.key;
};
const versionOf = (req: Request<{ key: string }>): string | undefined => req.get('If-Match');

/** Done; what the screens read follows. The etag is the one of the task after the act. */
const answer = (res: Response, etag: string): void => void res.set('ETag', etag).status(202).json({ etag });

type Deps = { readonly service: TaskService; readonly view: TasksView; readonly candidates: TaskCandidates };

export const createTaskRoutes = ({ service, view, candidates }: Deps): Router => {
  const router = Router();
  router.get('/api/tasks', requirePerson, validateQuery(taskListQuery), async (_req, res) => {
    res.json(await view.listTasks(personOf(res), res.locals['query'] as TaskListQuery));
  });
  router.get<{ key: string }>('/api/tasks/:key', requirePerson, async (req, res) => {
    const task = await view.getTask(keyOf(req), personOf(res));
    res.set('ETag', task.etag).json(task);
  });
  router.get<{ key: string }>('/api/tasks/:key/candidates', requirePerson, async (req, res) => {
    res.json(await candidates.listCandidates(keyOf(req), personOf(res)));
  });
  router.post<{ key: string }>('/api/tasks/:key/claim', requirePerson, async (req, res) => {
    answer(res, await service.claim(keyOf(req), personOf(res), versionOf(req)));
  });
  router.post<{ key: string }>('/api/tasks/:key/release', requirePerson, async (req, res) => {
    answer(res, await service.release(keyOf(req), personOf(res), versionOf(req)));
  });
  router.post<{ key: string }>('/api/tasks/:key/assign', requirePerson, validateBody(assignBody), async (req, res) => {
    answer(res, await service.assign(keyOf(req), personOf(res), versionOf(req), (req.body as AssignBody).personId));
  });
  router.post<{ key: string }>(
    '/api/tasks/:key/complete',
    requirePerson,
    validateBody(completeTaskBody),
    async (req, res) => {
      const { data } = req.body as CompleteTaskBody;
      answer(res, await service.complete(keyOf(req), personOf(res), versionOf(req), data as Variables));
    },
  );
  return router;
};
