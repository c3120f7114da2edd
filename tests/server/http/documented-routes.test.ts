import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { compose, type App } from '../../../server/composition.ts';
import { readConfig } from '../../../server/config.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { openApiSchema } from '../../helpers/openapi-schema.ts';
import { serve, type HttpClient } from '../../helpers/http.ts';

type Operation = {
  parameters: { name: string; in: string; schema: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
  security: object[];
};
type Document = { paths: Record<string, Record<string, Operation>> };
type Layer = { route?: { path: string | string[]; methods: Record<string, boolean> }; handle?: { stack?: Layer[] } };

let database: TestDatabase;
let folder: string;
let app: App;
let http: HttpClient;
let document: Document;

beforeAll(async () => {
  [database, folder] = await Promise.all([cloneDatabase(), mkdtemp(join(tmpdir(), 'mot-cua-routes-'))]);
  app = await compose(
    readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', DEMO_PASSWORD: 'mat-khau-thu-nghiem' }),
    database.url,
  );
  http = await serve(app.handler);
  document = (await http.send('GET', '/api/openapi.json')).body as unknown as Document;
});
afterAll(async () => {
  await http.close();
  await app.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const routesIn = (layers: readonly Layer[]): string[] =>
  layers.flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle?.stack ?? []);
    const paths = [route.path].flat().filter((path) => path.startsWith('/api/') || path === '/metrics');
    const methods = Object.keys(route.methods).filter((method) => route.methods[method]);
    return paths.flatMap((path) => methods.map((method) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`));
  });
const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );

describe('the routes of the server', () => {
  it('are all in the OpenAPI document, and nothing else is', () => {
    const router = (app.handler as unknown as { router: { stack: Layer[] } }).router;
    expect(routesIn(router.stack).sort()).toEqual(
      operations()
        .map(([name]) => name)
        .sort(),
    );
  });

  it('make a valid OpenAPI 3.1 document', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(openApiSchema);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('have schemas that compile, and parameters for each part of the path', () => {
    const ajv = new Ajv2020({ strict: false, formats: { binary: true } });
    formats.default(ajv);
    for (const [name, { parameters, requestBody, responses }] of operations()) {
      const contents = [requestBody?.content ?? {}, ...Object.values(responses).map(({ content }) => content ?? {})];
      const schemas = [
        ...parameters.map(({ schema }) => schema),
        ...contents.flatMap((content) => Object.values(content).flatMap(({ schema }) => schema ?? [])),
      ];
      for (const schema of schemas) expect(() => ajv.compile(schema)).not.toThrow();
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
      expect([name, inPath]).toEqual([name, [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part)]);
    }
  });

  it('answer 401 to strangers wherever the document asks for a sign-in', async () => {
    const guarded = operations().filter(([, { security }]) => security.length > 0);
    expect(guarded.length).toBeGreaterThan(0);
    for (const [name] of guarded) {
      const [method = '', path = ''] = name.split(' ');
      const { status } = await http.send(method.toUpperCase(), path.replace(/\{\w+\}/g, '1'));
      expect([name, status]).toEqual([name, 401]);
    }
  });

  it('refuse fields that nobody knows and bodies that are no object, wherever JSON is taken', async () => {
    const { headers, body } = await http.send('POST', '/api/session', {
      username: 'administrator',
      password: 'mat-khau-thu-nghiem',
    });
    const sent = { cookie: headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': String(body['csrfToken']) };
    const taking = operations().filter(([, { requestBody }]) => requestBody?.content['application/json']);
    for (const [name] of taking) {
      const [method = '', path = ''] = name.split(' ');
      for (const payload of [{ 'khong-co': 1 }, []]) {
        const { status, body: problem } = await http.send(
          method.toUpperCase(),
          path.replace(/\{\w+\}/g, '1'),
          payload,
          sent,
        );
        expect([name, status >= 400 && status < 500, problem['status']]).toEqual([name, true, status]);
      }
    }
  });
});
