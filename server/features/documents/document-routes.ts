import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { uploadedView } from '../../../core/contracts/document.ts';
import { personOf, requirePerson } from '../../http/authenticate.ts';
import type { RouteDoc } from '../../http/openapi.ts';
import { BadRequestError } from '../../shared/errors.ts';
import type { DocumentService } from './document-service.ts';
import { contentDisposition } from './file-name.ts';
import { receiveUpload } from './receive-upload.ts';

const tag = 'Tài liệu';
const uploadForm = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' }, componentId: { type: 'string', maxLength: 100 } },
} as const;
export const documentDocs: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/documents',
    tag,
    access: 'signed-in',
    summary: { vi: 'Tải lên một tài liệu', en: 'Upload one document; the type is told by its bytes' },
    body: { schema: uploadForm, contentType: 'multipart/form-data' },
    responses: { 201: { description: 'Đã lưu', schema: uploadedView } },
  },
  {
    method: 'get',
    path: '/api/documents/{id}',
    tag,
    access: 'signed-in',
    summary: { vi: 'Đọc một tài liệu', en: 'The bytes, for those who may see its dossier' },
    query: { type: 'object', properties: { download: { type: 'string', enum: ['1'] } } },
    responses: { 200: { description: 'Nội dung', contentType: 'application/octet-stream' } },
  },
  {
    method: 'delete',
    path: '/api/documents/{id}',
    tag,
    access: 'signed-in',
    summary: { vi: 'Xóa tài liệu chưa nộp', en: 'Remove a document that was not handed in' },
    responses: { 204: { description: 'Đã xóa' } },
  },
];

/** Shown by the browser itself; everything else is saved. */
const shown = new Set(['application/pdf', 'image/jpeg', 'image/png']);
/** A document can hold anything: it gets an origin of its own and loads nothing. */
const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const readComponent = (value: string | undefined): string | null => {
  if (value === undefined || value === '') return null;
  if (!/^[\w.-]{1,100}$/.test(value)) throw new BadRequestError('Mã thành phần hồ sơ không hợp lệ');
  return value;
};

export const createDocumentRoutes = (documents: DocumentService): Router => {
  const router = Router();

  router.post('/api/documents', requirePerson, async (req, res) => {
    const person = personOf(res);
    await documents.checkQuota(person);
    const { stored, fields } = await receiveUpload(req, (file) => documents.receive(file));
    const view = await documents.keep(stored, person, readComponent(fields['componentId']));
    res.status(201).location(`/api/documents/${view.id}`).json(view);
  });

  router.get<{ id: string }>('/api/documents/:id', requirePerson, async (req, res) => {
    const { row, content } = await documents.open(req.params.id, personOf(res));
    const kind = shown.has(row.mime) && req.query['download'] === undefined ? 'inline' : 'attachment';
    res.set({
      'Content-Type': row.mime,
      'Content-Length': String(row.size),
      'Content-Disposition': contentDisposition(kind, row.name),
      'Content-Security-Policy': sandbox,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      ETag: `"${row.sha256}"`,
    });
    await pipeline(content, res);
  });

  router.delete<{ id: string }>('/api/documents/:id', requirePerson, async (req, res) => {
    await documents.remove(req.params.id, personOf(res));
    res.status(204).end();
  });
  return router;
};
