import { Router } from 'express';
import { pageOf } from '../../../core/contracts/dossier.ts';
import { incidentRow } from '../../../core/contracts/incident.ts';
import { personOf, requireRole } from '../../http/authenticate.ts';
import { deskQuery } from '../../http/desk-query.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateQuery } from '../../http/validate.ts';
import type { IncidentsService } from './incidents-service.ts';
import type { IncidentQuery, IncidentsView } from './incidents-view.ts';

const tag = 'Sự cố';
const access = ['administrator'] as const;
export const incidentDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/incidents',
    tag,
    access,
    summary: { vi: 'Sự cố đang mở, lâu nhất trước', en: 'Open incidents of all processes, oldest first' },
    query: deskQuery,
    responses: { 200: { description: 'Một trang', schema: pageOf(incidentRow) } },
  },
  {
    method: 'post',
    path: '/api/incidents/{key}/resolve',
    tag,
    access,
    summary: {
      vi: 'Chạy lại bước bị lỗi sau khi đã sửa nguyên nhân',
      en: 'Try the failed step again, once its cause is mended',
    },
    responses: {
      202: { description: 'Đã chạy lại; nếu nguyên nhân còn, sự cố mới sẽ xuất hiện' },
      404: { description: 'Không có, hoặc đã được xử lý' },
    },
  },
];

type Deps = { readonly service: IncidentsService; readonly view: IncidentsView };

export const createIncidentRoutes = ({ service, view }: Deps): Router => {
  const router = Router();
  router.get('/api/incidents', requireRole(...access), validateQuery(deskQuery), async (_req, res) => {
    res.json(await view.list(res.locals['query'] as IncidentQuery));
  });
  router.post('/api/incidents/:key/resolve', requireRole(...access), async (req, res) => {
    await service.resolve(String(req.params['key']), personOf(res));
    res.status(202).end();
  });
  return router;
};
