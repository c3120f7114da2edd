import { Router } from 'express';
import {
  createDossierBody,
  diagramView,
  dossierCreatedView,
  dossierRow,
  dossierView,
  pageOf,
  reasonBody,
  supplementBody,
  timelineView,
  type CreateDossierBody,
  type SupplementBody,
} from '../../../core/contracts/dossier.ts';
import { personOf, requirePerson, requireRole } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateBody, validateQuery } from '../../http/validate.ts';
import type { Clock } from '../../shared/clock.ts';
import { BadRequestError, NotFoundError } from '../../shared/errors.ts';
import type { AccessView } from './access-view.ts';
import type { DossierService } from './create-dossier-service.ts';
import type { DossierActsService } from './dossier-acts-service.ts';
import type { DossierDetailView } from './dossier-detail-view.ts';
import type { DossierListView } from './dossier-list-view.ts';
import type { TimelineReader } from './timeline-view.ts';

const listQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    q: { type: 'string', maxLength: 200 },
    after: { type: 'string', maxLength: 300 },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
} as const;

const tag = 'Hồ sơ';
const done = { 202: { description: 'Đã ghi nhận; quy trình chạy tiếp' } };
export const dossierDocs: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/dossiers',
    tag,
    access: 'signed-in',
    summary: { vi: 'Nộp hồ sơ', en: 'File a dossier; the same Idempotency-Key and body give the same answer' },
    headers: { 'Idempotency-Key': { required: true, description: 'Made by the caller for one submission' } },
    body: { schema: createDossierBody },
    responses: {
      201: { description: 'Đã nộp', schema: dossierCreatedView },
      409: { description: 'Mã đã dùng cho nội dung khác' },
      422: { description: 'Các mục cần sửa' },
    },
  },
  {
    method: 'get',
    path: '/api/dossiers',
    tag,
    access: 'signed-in',
    summary: { vi: 'Hồ sơ tôi được xem, mới nhất trước', en: 'Dossiers this person may see, newest first' },
    query: listQuery,
    responses: { 200: { description: 'Một trang', schema: pageOf(dossierRow) } },
  },
  {
    method: 'get',
    path: '/api/dossiers/{idOrCode}',
    tag,
    access: 'signed-in',
    summary: { vi: 'Một hồ sơ', en: 'One dossier' },
    responses: { 200: { description: 'Hồ sơ', schema: dossierView } },
  },
  {
    method: 'get',
    path: '/api/dossiers/{idOrCode}/timeline',
    tag,
    access: 'signed-in',
    summary: { vi: 'Nhật ký hồ sơ', en: 'Acts and steps, oldest first' },
    responses: { 200: { description: 'Nhật ký', schema: timelineView } },
  },
  {
    method: 'get',
    path: '/api/dossiers/{idOrCode}/diagram',
    tag,
    access: 'signed-in',
    summary: { vi: 'Sơ đồ quy trình của hồ sơ', en: 'BPMN of the version it is pinned to' },
    responses: { 200: { description: 'Sơ đồ', schema: diagramView } },
  },
  {
    method: 'post',
    path: '/api/dossiers/{idOrCode}/supplement',
    tag,
    access: 'signed-in',
    summary: { vi: 'Nộp bổ sung', en: 'Answer the open supplement request' },
    body: { schema: supplementBody },
    responses: done,
  },
  {
    method: 'post',
    path: '/api/dossiers/{idOrCode}/withdraw',
    tag,
    access: 'signed-in',
    summary: { vi: 'Xin rút hồ sơ', en: 'Ask to withdraw' },
    body: { schema: reasonBody },
    responses: done,
  },
  {
    method: 'post',
    path: '/api/dossiers/{idOrCode}/stop',
    tag,
    access: ['unitLeader'],
    summary: { vi: 'Dừng giải quyết', en: 'Stop by decision' },
    body: { schema: reasonBody },
    responses: done,
  },
];

type Deps = {
  readonly service: DossierService;
  readonly acts: DossierActsService;
  readonly access: AccessView;
  readonly detail: DossierDetailView;
  readonly list: DossierListView;
  readonly timeline: TimelineReader;
  /** BPMN by the key of its definition. */
  readonly findModelOf: (processDefinitionKey: string) => Promise<string | undefined>;
  readonly clock: Clock;
};

const readKey = (value: string | undefined): string => {
  if (value === undefined || !/^[\x21-\x7e]{8,200}$/.test(value)) {
    throw new BadRequestError('Thiếu Idempotency-Key: 8 đến 200 ký tự, tạo mới cho mỗi lần nộp');
  }
  return value;
};

export const createDossierRoutes = ({
  service,
  acts,
  access,
  detail,
  list,
  timeline,
  findModelOf,
  clock,
}: Deps): Router => {
  const router = Router();
  router.post('/api/dossiers', requirePerson, validateBody(createDossierBody), async (req, res) => {
    const key = readKey(req.get('Idempotency-Key'));
    const created = await service.create(req.body as CreateDossierBody, personOf(res), key);
    res.status(201).location(`/api/dossiers/${created.id}`).json(created);
  });
  router.get('/api/dossiers', requirePerson, validateQuery(listQuery), async (_req, res) => {
    res.json(
      await list.list(personOf(res), res.locals['query'] as { q?: string; after?: string; limit: number }, clock()),
    );
  });
  router.get('/api/dossiers/:idOrCode', requirePerson, async (req, res) => {
    const person = personOf(res);
    const { id } = await access.getVisible(String(req.params['idOrCode']), person);
    const view = await detail.get(id, person, clock());
    // The tag of this answer is made from its whole body: what a person may do changes without the dossier itself.
    res.set('Cache-Control', 'private, no-cache').json(view);
  });
  router.get('/api/dossiers/:idOrCode/timeline', requirePerson, async (req, res) => {
    const person = personOf(res);
    const { id } = await access.getVisible(String(req.params['idOrCode']), person);
    res.json(await timeline.get(id, person));
  });
  router.get('/api/dossiers/:idOrCode/diagram', requirePerson, async (req, res) => {
    const person = personOf(res);
    const { processDefinitionKey } = await access.getVisible(String(req.params['idOrCode']), person);
    const xml = await findModelOf(processDefinitionKey);
    if (xml === undefined) throw new NotFoundError('Hồ sơ này không có sơ đồ quy trình');
    res.json({ xml });
  });
  router.post('/api/dossiers/:idOrCode/supplement', requirePerson, validateBody(supplementBody), async (req, res) => {
    await acts.supplement(String(req.params['idOrCode']), personOf(res), req.body as SupplementBody);
    res.status(202).end();
  });
  router.post('/api/dossiers/:idOrCode/withdraw', requirePerson, validateBody(reasonBody), async (req, res) => {
    await acts.withdraw(String(req.params['idOrCode']), personOf(res), (req.body as { reason: string }).reason);
    res.status(202).end();
  });
  router.post('/api/dossiers/:idOrCode/stop', requireRole('unitLeader'), validateBody(reasonBody), async (req, res) => {
    await acts.stop(String(req.params['idOrCode']), personOf(res), (req.body as { reason: string }).reason);
    res.status(202).end();
  });
  return router;
};
