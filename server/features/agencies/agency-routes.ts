import { Router } from 'express';
import {
  agencyAnswerBody,
  agencyRequestRow,
  agencyRequestView,
  type AgencyAnswerBody,
} from '../../../core/contracts/agency.ts';
import { pageOf } from '../../../core/contracts/dossier.ts';
import { personOf, requireRole } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateBody, validateQuery } from '../../http/validate.ts';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { agencyUnitsOf, type AgenciesService } from './agencies-service.ts';
import type { AgenciesView } from './agencies-view.ts';

const listQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    state: { enum: ['open', 'answered'], default: 'open' },
    after: { type: 'string', maxLength: 300 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
} as const;
type Query = { state: 'open' | 'answered'; after?: string; limit: number };

const tag = 'Liên thông';
const access = ['externalOfficer'] as const;
export const agencyDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/agency-requests',
    tag,
    access,
    summary: { vi: 'Yêu cầu gửi đến đơn vị tôi', en: 'What was asked of my agency' },
    query: listQuery,
    responses: { 200: { description: 'Một trang', schema: pageOf(agencyRequestRow) } },
  },
  {
    method: 'get',
    path: '/api/agency-requests/{id}',
    tag,
    access,
    summary: { vi: 'Một yêu cầu', en: 'One request with its content' },
    responses: { 200: { description: 'Yêu cầu', schema: agencyRequestView } },
  },
  {
    method: 'post',
    path: '/api/agency-requests/{id}/answer',
    tag,
    access,
    summary: { vi: 'Trả lời', en: 'Answer it, once' },
    body: { schema: agencyAnswerBody },
    responses: { 202: { description: 'Đã ghi nhận' }, 409: { description: 'Đã được trả lời' } },
  },
];

type Deps = { readonly service: AgenciesService; readonly view: AgenciesView; readonly clock: Clock };

export const createAgencyRoutes = ({ service, view, clock }: Deps): Router => {
  const router = Router();
  router.get('/api/agency-requests', requireRole(...access), validateQuery(listQuery), async (_req, res) => {
    res.json(await view.list(agencyUnitsOf(personOf(res)), res.locals['query'] as Query, clock()));
  });
  router.get('/api/agency-requests/:id', requireRole(...access), async (req, res) => {
    const found = await view.find(String(req.params['id']), agencyUnitsOf(personOf(res)), clock());
    if (!found) throw new NotFoundError('Không có yêu cầu này');
    res.json(found);
  });
  router.post(
    '/api/agency-requests/:id/answer',
    requireRole(...access),
    validateBody(agencyAnswerBody),
    async (req, res) => {
      await service.answer(String(req.params['id']), personOf(res), req.body as AgencyAnswerBody);
      res.status(202).end();
    },
  );
  return router;
};
