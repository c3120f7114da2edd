import { Router } from 'express';
import type { RouteDoc } from '../../http/openapi.ts';

/** One thing that must work; a rejected promise means that it does not. */
export type HealthCheck = {
  readonly name: string;
  /** Without it people can still work, and what they do waits: the answer is `degraded`, and nobody needs to restart this server. */
  readonly dispensable?: true;
  readonly check: () => Promise<Readonly<Record<string, number | string>> | void>;
};

const LIMIT_MS = 2_000;

const healthView = {
  type: 'object',
  required: ['status', 'version', 'checks'],
  additionalProperties: false,
  properties: {
    status: { enum: ['ok', 'degraded', 'failing'] },
    version: { type: 'string' },
    checks: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['ok'],
        additionalProperties: true,
        properties: { ok: { type: 'boolean' } },
      },
    },
  },
} as const;

export const healthDocs: readonly RouteDoc[] = [
  {
    method: 'get',
    path: '/api/health',
    tag: 'Vận hành',
    access: 'public',
    summary: { vi: 'Máy chủ có khỏe không', en: 'Is the server healthy' },
    responses: {
      200: { description: 'Mọi phần cần thiết đều chạy; degraded: có phần phụ đang chờ', schema: healthView },
      503: { description: 'Có phần không chạy', schema: healthView },
    },
  },
  {
    method: 'get',
    path: '/metrics',
    tag: 'Vận hành',
    access: 'public',
    summary: { vi: 'Số đo theo dạng Prometheus', en: 'Metrics in Prometheus text form' },
    responses: { 200: { description: 'Số đo', contentType: 'text/plain' } },
  },
];

const withLimit = <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

type Log = { warn(fields: object, message: string): void };

/** Why a check fails is told in the log only: the answer is public. */
const runCheck = async ({ name, check }: HealthCheck, log: Log): Promise<readonly [string, { ok: boolean }]> => {
  try {
    return [name, { ok: true, ...(await withLimit(Promise.resolve(check()))) }];
  } catch (error) {
    log.warn({ err: error, check: name }, 'a health check fails');
    return [name, { ok: false }];
  }
};

const metricsOf = (checks: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string => {
  const { rss, heapUsed } = process.memoryUsage();
  const lines = [
    `process_resident_memory_bytes ${rss}`,
    `nodejs_heap_used_bytes ${heapUsed}`,
    `process_uptime_seconds ${Math.round(process.uptime())}`,
  ];
  for (const [name, values] of Object.entries(checks)) {
    lines.push(`motcua_check_ok{check="${name}"} ${values['ok'] === true ? 1 : 0}`);
    for (const [field, value] of Object.entries(values))
      if (typeof value === 'number')
        lines.push(`motcua_${name}_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} ${value}`);
  }
  return `${lines.join('\n')}\n`;
};

export const createHealthRoutes = (version: string, checks: readonly HealthCheck[], log: Log): Router => {
  const router = Router();
  const runAll = async () => Object.fromEntries(await Promise.all(checks.map((each) => runCheck(each, log))));
  router.get('/api/health', async (_req, res) => {
    const results = await runAll();
    const broken = checks.filter(({ name }) => results[name]?.ok !== true);
    const failing = broken.some(({ dispensable }) => !dispensable);
    const status = failing ? 'failing' : broken.length > 0 ? 'degraded' : 'ok';
    res.status(failing ? 503 : 200).json({ status, version, checks: results });
  });
  router.get(
    '/metrics',
    async (_req, res) => void res.type('text/plain; version=0.0.4').send(metricsOf(await runAll())),
  );
  return router;
};
