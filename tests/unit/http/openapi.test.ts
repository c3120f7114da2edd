import { buildOpenApi, type RouteDoc } from '../../../server/http/openapi.ts';

const route: RouteDoc = {
  method: 'post',
  path: '/api/things/{key}',
  tag: 'Thử',
  access: ['clerk'],
  summary: { vi: 'Sửa', en: 'Change' },
  query: { type: 'object', required: ['q'], properties: { q: { type: 'string' }, limit: { type: 'integer' } } },
  headers: { 'If-Match': { required: true, description: 'Phiên bản đã đọc' } },
  body: { schema: { type: 'object' } },
  responses: { 200: { description: 'Xong', schema: { type: 'object' } }, 204: { description: 'Không có gì' } },
};
type Operation = {
  parameters: object[];
  security: object[];
  responses: Record<string, object>;
  requestBody?: object;
  'x-roles'?: string[];
};
const operation = (change: Partial<RouteDoc> = {}): Operation => {
  const { paths } = buildOpenApi([{ ...route, ...change }], '1.2.3') as {
    paths: Record<string, Record<string, Operation>>;
  };
  const found = paths['/api/things/{key}']?.['post'];
  if (!found) throw new Error('no operation');
  return found;
};

describe('the OpenAPI document', () => {
  it('tells parameters of path, query and headers', () => {
    expect(operation().parameters).toEqual([
      { name: 'key', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'q', in: 'query', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer' } },
      { name: 'If-Match', in: 'header', required: true, description: 'Phiên bản đã đọc', schema: { type: 'string' } },
    ]);
  });
  it('tells who may call', () => {
    expect(operation()).toMatchObject({ security: [{ session: [] }, { bearer: [] }], 'x-roles': ['clerk'] });
    expect(operation({ access: 'public' }).security).toEqual([]);
    expect(operation({ access: 'signed-in' })['x-roles']).toBeUndefined();
  });
  it('tells answers, with the problem document for all others', () => {
    expect(operation().responses).toEqual({
      200: { description: 'Xong', content: { 'application/json': { schema: { type: 'object' } } } },
      204: { description: 'Không có gì' },
      default: { $ref: '#/components/responses/Problem' },
    });
  });
  it('tells what a body of bytes is', () => {
    expect(operation({ body: { schema: { type: 'string' }, contentType: 'application/zip' } }).requestBody).toEqual({
      required: true,
      content: { 'application/zip': { schema: { type: 'string' } } },
    });
  });
  it('puts methods of one path together', () => {
    const { paths } = buildOpenApi([route, { ...route, method: 'delete' }], '1') as { paths: Record<string, object> };
    expect(Object.keys(paths['/api/things/{key}'] ?? {})).toEqual(['post', 'delete']);
  });
});
