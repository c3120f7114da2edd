type Schema = Readonly<Record<string, unknown>>;

/** One route as callers read it. Each slice exports a list of these beside its routes; together they are the OpenAPI document. */
export type RouteDoc = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI path below the root, e.g. /api/tasks/{key}. */
  readonly path: string;
  readonly tag: string;
  readonly summary: { readonly vi: string; readonly en: string };
  /** Who may call it: everyone, or roles of the organisation and `citizen`. */
  readonly access: 'public' | 'signed-in' | readonly string[];
  readonly query?: Schema;
  readonly headers?: Readonly<Record<string, { readonly required: boolean; readonly description: string }>>;
  /** Request body; `json` unless it is a file. */
  readonly body?: { readonly schema: Schema; readonly contentType?: string };
  readonly responses: Readonly<
    Record<number, { readonly description: string; readonly schema?: Schema; readonly contentType?: string }>
  >;
};

const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    titleEn: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: { type: 'string' }, message: { type: 'string' }, messageEn: { type: 'string' } },
      },
    },
  },
};

const parametersOf = ({ path, query, headers }: RouteDoc): Schema[] => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const properties = (query?.['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (query?.['required'] ?? []) as readonly string[];
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const inHeaders = Object.entries(headers ?? {}).map(([name, header]) => ({
    name,
    in: 'header',
    ...header,
    schema: { type: 'string' },
  }));
  return [...inPath, ...inQuery, ...inHeaders];
};

const responsesOf = ({ responses }: RouteDoc): Schema => ({
  ...Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema, contentType = 'application/json' }]) => [
      status,
      {
        description,
        ...(schema || contentType !== 'application/json'
          ? { content: { [contentType]: schema ? { schema } : {} } }
          : {}),
      },
    ]),
  ),
  default: { $ref: '#/components/responses/Problem' },
});

const operationOf = (route: RouteDoc): Schema => ({
  tags: [route.tag],
  summary: route.summary.vi,
  description: route.summary.en,
  security: route.access === 'public' ? [] : [{ session: [] }, { bearer: [] }],
  ...(Array.isArray(route.access) ? { 'x-roles': route.access } : {}),
  parameters: parametersOf(route),
  ...(route.body
    ? {
        requestBody: {
          required: true,
          content: { [route.body.contentType ?? 'application/json']: { schema: route.body.schema } },
        },
      }
    : {}),
  responses: responsesOf(route),
});

/** The OpenAPI 3.1 document of these routes. */
export const buildOpenApi = (routes: readonly RouteDoc[], version: string): Schema => {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route);
  return {
    openapi: '3.1.0',
    info: { title: 'Một Cửa', version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'mc_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      responses: {
        Problem: {
          description: 'RFC 9457 problem',
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      },
    },
  };
};
