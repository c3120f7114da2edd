import { Router, type Request } from 'express';
import { draftBody, draftView, type DraftView } from '../../../core/contracts/draft.ts';
import type { Knex } from 'knex';
import { personOf, requireRole } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateBody } from '../../http/validate.ts';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError, PreconditionFailedError } from '../../shared/errors.ts';
import type { ProceduresView } from '../procedures/procedures-view.ts';
import type { Draft, DraftStore } from './draft-store.ts';

const tag = 'Bản nháp';
const path = '/api/drafts/{procedureCode}';
export const draftDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path,
    tag,
    access: ['citizen'],
    summary: { vi: 'Bản nháp của tôi', en: 'My draft for a procedure' },
    responses: { 200: { description: 'Bản nháp', schema: draftView } },
  },
  {
    method: 'put',
    path,
    tag,
    access: ['citizen'],
    summary: { vi: 'Lưu bản nháp', en: 'Save what is typed so far' },
    body: { schema: draftBody },
    headers: {
      'If-Match': { required: false, description: 'ETag read before; another device that has saved since gives 412' },
    },
    responses: {
      200: { description: 'Đã lưu', schema: draftView },
      404: { description: 'Không có thủ tục này' },
    },
  },
  {
    method: 'delete',
    path,
    tag,
    access: ['citizen'],
    summary: { vi: 'Xóa bản nháp', en: 'Delete the draft' },
    responses: { 204: { description: 'Đã xóa' } },
  },
];

const toView = (procedureCode: string, { content, revision, updatedAt }: Draft): DraftView => ({
  procedureCode,
  content,
  etag: `"${revision}"`,
  updatedAt: updatedAt.toISOString(),
});

/** `If-Match: "3"` → 3; anything that is none of our tags can match nothing. */
const readRevision = (req: Request): number | undefined => {
  const header = req.get('If-Match');
  if (header === undefined) return undefined;
  const [, revision] = /^"(\d{1,9})"$/.exec(header) ?? [];
  return revision === undefined ? -1 : Number(revision);
};

export const createDraftRoutes = ({
  store,
  procedures,
  db,
  clock,
}: {
  readonly store: DraftStore;
  readonly procedures: Pick<ProceduresView, 'isKnown'>;
  readonly db: Knex;
  readonly clock: Clock;
}): Router => {
  const router = Router();
  router.get('/api/drafts/:procedureCode', requireRole('citizen'), async (req, res) => {
    const code = String(req.params['procedureCode']);
    const draft = await store.find(personOf(res).id, code);
    if (!draft) throw new NotFoundError('Chưa có bản nháp');
    const view = toView(code, draft);
    res.set('ETag', view.etag).json(view);
  });
  router.put('/api/drafts/:procedureCode', requireRole('citizen'), validateBody(draftBody), async (req, res) => {
    const code = String(req.params['procedureCode']);
    const content = req.body as Draft['content'];
    // Else anybody could fill the database under names of their own.
    if (!(await procedures.isKnown(code))) throw new NotFoundError(`Không có thủ tục ${code}`);
    const updatedAt = new Date(clock());
    const revision = await store.save(personOf(res).id, code, content, readRevision(req), updatedAt);
    if (revision === undefined)
      throw new PreconditionFailedError('Bản nháp đã được lưu từ một thiết bị khác; tải lại để xem');
    const view = toView(code, { content, revision, updatedAt });
    res.set('ETag', view.etag).json(view);
  });
  router.delete('/api/drafts/:procedureCode', requireRole('citizen'), async (req, res) => {
    await store.remove(db, personOf(res).id, String(req.params['procedureCode']));
    res.status(204).end();
  });
  return router;
};
