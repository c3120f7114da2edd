import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

type Log = { info(fields: object, message: string): void };

/**
 * Gives each request an id (a sane incoming one is kept) and logs one line when it ends. The route's pattern is logged,
 * not the address: paths and queries can hold codes of persons.
 */
export const logRequests =
  (log: Log): RequestHandler =>
  (req, res, next) => {
    const given = req.headers['x-request-id'];
    const requestId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    const started = performance.now();
    res.locals['requestId'] = requestId;
    res.set('X-Request-Id', requestId);
    res.on('finish', () => {
      const route = `${req.baseUrl}${(req.route as { path?: string } | undefined)?.path ?? ''}`;
      log.info(
        { requestId, method: req.method, route, status: res.statusCode, ms: Math.round(performance.now() - started) },
        'request',
      );
    });
    next();
  };
