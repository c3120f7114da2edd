import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import {
  createReleaseBody,
  procedureRow,
  procedureView,
  releaseView,
  versionCreatedView,
  versionRow,
  type CreateReleaseBody,
} from '../../../core/contracts/procedure.ts';
import { pageOf } from '../../../core/contracts/dossier.ts';
import { personOf, requirePerson, requireRole } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { validateBody, validateQuery } from '../../http/validate.ts';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { toProcedureView } from './procedure-answer.ts';
import type { ProceduresService } from './procedures-service.ts';
import type { ProceduresView } from './procedures-view.ts';
import { receivePackage } from './receive-package.ts';
import { writeZip } from './write-package.ts';

const authors = ['administrator', 'processAnalyst'] as const;
const readers = ['administrator', 'processAnalyst', 'processReviewer', 'cityLeader'] as const;
const listQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    q: { type: 'string', maxLength: 200 },
    unit: { type: 'string', maxLength: 60 },
    lang: { type: 'string' },
  },
} as const;
const unitQuery = {
  type: 'object',
  additionalProperties: false,
  properties: { unit: { type: 'string', maxLength: 60 } },
} as const;
const diagramQuery = {
  type: 'object',
  additionalProperties: false,
  required: ['process'],
  properties: { process: { type: 'string', maxLength: 200 } },
} as const;
const diagramView = {
  type: 'object',
  required: ['xml'],
  additionalProperties: false,
  properties: { xml: { type: 'string' } },
} as const;

const tag = 'Thủ tục';
export const procedureDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/procedures',
    tag,
    access: 'public',
    summary: { vi: 'Danh mục thủ tục', en: 'Catalogue of procedures; `unit` chooses whose releases count' },
    query: listQuery,
    responses: { 200: { description: 'Danh mục', schema: pageOf(procedureRow) } },
  },
  {
    method: 'get',
    path: '/api/procedures/{code}',
    tag,
    access: 'public',
    summary: { vi: 'Thủ tục đang có hiệu lực', en: 'The version in force, as citizens read it' },
    query: unitQuery,
    responses: { 200: { description: 'Thủ tục', schema: procedureView } },
  },
  {
    method: 'get',
    path: '/api/procedures/{code}/versions',
    tag,
    access: readers,
    summary: { vi: 'Các phiên bản', en: 'Versions with releases' },
    responses: { 200: { description: 'Phiên bản, mới nhất trước', schema: pageOf(versionRow) } },
  },
  {
    method: 'post',
    path: '/api/procedures/{code}/versions',
    tag,
    access: authors,
    summary: {
      vi: 'Nhập một phiên bản mới',
      en: 'Import a package as a new version; a zip body, or multipart with a zip or the files',
    },
    body: { schema: { type: 'string', format: 'binary' }, contentType: 'application/zip' },
    responses: {
      201: { description: 'Đã nhập', schema: versionCreatedView },
      422: { description: 'Các lỗi phải sửa; chưa có gì được lưu' },
    },
  },
  {
    method: 'get',
    path: '/api/procedures/{code}/versions/{version}/package',
    tag,
    access: readers,
    summary: { vi: 'Tải gói thủ tục', en: 'The package as a zip' },
    responses: { 200: { description: 'Gói', contentType: 'application/zip' } },
  },
  {
    method: 'get',
    path: '/api/procedures/{code}/versions/{version}/diagram',
    tag,
    access: 'signed-in',
    summary: { vi: 'Sơ đồ quy trình', en: 'BPMN of a process of this version' },
    query: diagramQuery,
    responses: { 200: { description: 'Sơ đồ', schema: diagramView } },
  },
  {
    method: 'post',
    path: '/api/releases',
    tag,
    access: ['administrator'],
    summary: { vi: 'Phát hành một phiên bản', en: 'Release a version to units from a date' },
    body: { schema: createReleaseBody },
    responses: { 201: { description: 'Đã phát hành', schema: releaseView } },
  },
];

type Deps = {
  readonly service: ProceduresService;
  readonly view: ProceduresView;
  readonly normaliseSearch: (text: string) => string;
  /** Whose releases count when nobody says which unit. */
  readonly defaultUnit: string;
  readonly clock: Clock;
};

const parseVersion = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new NotFoundError(`Không có phiên bản ${text}`);
  return Number(text);
};

export const createProcedureRoutes = ({ service, view, normaliseSearch, defaultUnit, clock }: Deps): Router => {
  const router = Router();

  router.get('/api/procedures', validateQuery(listQuery), async (_req, res) => {
    const { q = '', unit = defaultUnit } = res.locals['query'] as { q?: string; unit?: string };
    res.json({ items: await view.listProcedures(unit, clock(), normaliseSearch(q)), next: null });
  });

  router.get('/api/procedures/:code', validateQuery(unitQuery), async (req, res) => {
    const { unit = defaultUnit } = res.locals['query'] as { unit?: string };
    const code = String(req.params['code']);
    const release = await view.findReleaseInForce(code, unit, clock());
    if (!release) throw new NotFoundError(`Thủ tục ${code} chưa được phát hành cho đơn vị này`);
    res.json(toProcedureView(release, await view.findBundle(code, release.version)));
  });

  router.get('/api/procedures/:code/versions', requireRole(...readers), async (req, res) => {
    res.json({ items: await view.listVersions(String(req.params['code'])), next: null });
  });

  router.post('/api/procedures/:code/versions', requireRole(...authors), async (req, res) => {
    const files = await receivePackage(req);
    res.status(201).json(await service.importVersion(files, personOf(res).id, String(req.params['code'])));
  });

  router.get('/api/procedures/:code/versions/:version/package', requireRole(...readers), async (req, res) => {
    const code = String(req.params['code']);
    const version = parseVersion(String(req.params['version']));
    const files = await view.findBundle(code, version);
    if (files.size === 0) throw new NotFoundError(`Không có phiên bản ${version} của thủ tục ${code}`);
    res.type('application/zip').attachment(`${code}-v${version}.zip`);
    await pipeline(writeZip(files), res);
  });

  router.get(
    '/api/procedures/:code/versions/:version/diagram',
    requirePerson,
    validateQuery(diagramQuery),
    async (req, res) => {
      const { process } = res.locals['query'] as { process: string };
      const xml = await view.findModel(
        String(req.params['code']),
        parseVersion(String(req.params['version'])),
        process,
      );
      if (xml === undefined) throw new NotFoundError(`Không có quy trình ${process} trong phiên bản này`);
      res.json({ xml });
    },
  );

  router.post('/api/releases', requireRole('administrator'), validateBody(createReleaseBody), async (req, res) => {
    res.status(201).json(await service.release(req.body as CreateReleaseBody, personOf(res).id));
  });

  return router;
};
