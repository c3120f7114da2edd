import { Router } from 'express';
import { trackingView } from '../../../core/contracts/dossier.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateQuery } from '../../http/validate.ts';
import { NotFoundError, TooManyRequestsError } from '../../shared/errors.ts';
import type { TrackingService } from './tracking-service.ts';

const query = {
  type: 'object',
  required: ['lookup'],
  additionalProperties: false,
  properties: { lookup: { type: 'string', minLength: 1, maxLength: 40 } },
} as const;

export const trackingDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/tracking/{code}',
    tag: 'Tra cứu',
    access: 'public',
    summary: {
      vi: 'Tra cứu hồ sơ bằng hai mã trên giấy tiếp nhận',
      en: 'Track a dossier by the two codes of the receipt',
    },
    query,
    responses: {
      200: { description: 'Tình trạng hồ sơ', schema: trackingView },
      404: { description: 'Sai mã hồ sơ hoặc mã tra cứu' },
      429: { description: 'Thử sai nhiều lần; đợi rồi thử lại' },
    },
  },
];

export const createTrackingRoutes = (tracking: TrackingService): Router =>
  Router().get('/api/tracking/:code', validateQuery(query), async (req, res) => {
    const { lookup } = res.locals['query'] as { lookup: string };
    const answer = await tracking.track(String(req.params['code']), lookup, req.ip ?? '');
    res.set('Cache-Control', 'no-store');
    if (answer.kind === 'slow') {
      res.set('Retry-After', String(Math.ceil(answer.waitMs / 1000)));
      throw new TooManyRequestsError('Thử sai nhiều lần; đợi một lúc rồi thử lại');
    }
    if (answer.kind === 'wrong') throw new NotFoundError('Không tìm thấy: mã hồ sơ hoặc mã tra cứu chưa đúng');
    res.json(answer.dossier);
  });
