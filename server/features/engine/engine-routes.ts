import { Router } from 'express';
import { pageOf } from '../../../core/contracts/dossier.ts';
import { deadLetterRow, engineDeskView, refusedCommandRow } from '../../../core/contracts/engine-state.ts';
import { personOf, requireRole } from '../../http/authenticate.ts';
import { deskQuery } from '../../http/desk-query.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateQuery } from '../../http/validate.ts';
import type { Clock } from '../../shared/clock.ts';
import type { DeadLettersView } from './dead-letters-view.ts';
import type { EngineDeskService } from './engine-desk-service.ts';
import type { EngineDeskReader } from './engine-desk-view.ts';
import type { DeskQuery, RefusedCommandsView } from './refused-commands-view.ts';

const tag = 'Hệ thống quy trình';
const access = ['administrator'] as const;
const missing = { description: 'Không có, hoặc đã có người xử lý' };
export const engineDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/engine',
    tag,
    access,
    summary: { vi: 'Tình trạng hệ thống quy trình', en: 'Engines, commands on their way, feed, what needs a person' },
    responses: { 200: { description: 'Tình trạng lúc này', schema: engineDeskView } },
  },
  {
    method: 'get',
    path: '/api/engine/refused',
    tag,
    access,
    summary: { vi: 'Yêu cầu bị từ chối, lâu nhất trước', en: 'Refused commands that nobody has dealt with' },
    query: deskQuery,
    responses: { 200: { description: 'Một trang', schema: pageOf(refusedCommandRow) } },
  },
  {
    method: 'post',
    path: '/api/engine/refused/{id}/retry',
    tag,
    access,
    summary: { vi: 'Gửi lại yêu cầu bị từ chối', en: 'Send a refused command once more' },
    responses: {
      202: { description: 'Sẽ được gửi lại; nếu lại bị từ chối, yêu cầu trở lại danh sách' },
      404: missing,
      409: { description: 'Không còn gì để gửi lại' },
    },
  },
  {
    method: 'post',
    path: '/api/engine/refused/{id}/dismiss',
    tag,
    access,
    summary: { vi: 'Đã xem, không phải làm gì thêm', en: 'Nothing is left to do about it' },
    responses: { 204: { description: 'Đã cất khỏi danh sách' }, 404: missing },
  },
  {
    method: 'get',
    path: '/api/engine/dead-letters',
    tag,
    access,
    summary: { vi: 'Bản ghi không đọc được, mới nhất trước', en: 'Records put aside, without their contents' },
    query: deskQuery,
    responses: { 200: { description: 'Một trang', schema: pageOf(deadLetterRow) } },
  },
];

type Deps = {
  readonly desk: EngineDeskReader;
  readonly refused: RefusedCommandsView;
  readonly deadLetters: DeadLettersView;
  readonly service: EngineDeskService;
  readonly clock: Clock;
};

export const createEngineRoutes = ({ desk, refused, deadLetters, service, clock }: Deps): Router => {
  const router = Router();
  const only = requireRole(...access);
  router.get('/api/engine', only, async (_req, res) => {
    res.set('Cache-Control', 'no-store').json(await desk.get(clock()));
  });
  router.get('/api/engine/refused', only, validateQuery(deskQuery), async (_req, res) => {
    res.json(await refused.list(res.locals['query'] as DeskQuery));
  });
  router.post('/api/engine/refused/:id/retry', only, async (req, res) => {
    await service.retry(String(req.params['id']), personOf(res));
    res.status(202).end();
  });
  router.post('/api/engine/refused/:id/dismiss', only, async (req, res) => {
    await service.dismiss(String(req.params['id']), personOf(res));
    res.status(204).end();
  });
  router.get('/api/engine/dead-letters', only, validateQuery(deskQuery), async (_req, res) => {
    res.json(await deadLetters.list(res.locals['query'] as DeskQuery));
  });
  return router;
};
