import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Knex } from 'knex';
import type { Clock } from '../../../shared/clock.ts';
import { createPacing } from '../../../shared/pacing.ts';
import { createBackPressure } from './back-pressure.ts';
import { createBulkWriter } from './bulk-writer.ts';
import { ForeignFeed } from './check-own.ts';
import { isAllowed } from './is-allowed.ts';
import { BodyTooLarge, readBody } from './read-body.ts';

type Log = { warn(details: object, message: string): void; error(details: object, message: string): void };
export type RecordSinkDeps = {
  readonly db: Knex;
  readonly log: Log;
  readonly clock: Clock;
  /** Password that the broker sends (`…_ARGS_AUTHENTICATION_PASSWORD`). Without one the sink takes records from this machine only. */
  readonly password?: string | undefined;
  /** Largest bulk in bytes. An exporter's own limit is 10 MB. */
  readonly bodyLimit?: number;
  /** Positions that the projector may be behind before answers come late. */
  readonly lagBound?: number;
  /** How late they come at most, in milliseconds. */
  readonly lagWaitMs?: number;
  /** When a bulk that is not committed yet is given back, in milliseconds; below the exporter's time-out. */
  readonly answerMs?: number;
};

const BODY_LIMIT = 16 * 1024 * 1024;
const LAG_BOUND = 200_000;
const LAG_WAIT_MS = 2_000;
const ANSWER_MS = 4_000;

/**
 * A broker sends what it has as soon as it is answered, so under load bulks would hold a few records each, and each costs a request and a
 * commit: answers come a moment later then, and bulks grow. The records themselves do not wait.
 */
const ANSWERS = { burst: 25, everyMs: 15 };
/** A bulk of this many bytes was full, or nearly so: there is more behind it. */
const LARGE = 100_000;
const pause = (ms: number): Promise<void> | undefined =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;

/** The work goes on after the time is over: a bulk that comes again finds what was committed. @throws Error */
const within = async (work: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the database did not answer in time')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** `X-Elastic-Product` and JSON are what the exporter's client accepts an answer by. */
const answer = (res: Response, status: number, body: object): void => {
  res.status(status).set('X-Elastic-Product', 'Elasticsearch').json(body);
};

const guard =
  (password: string | undefined): RequestHandler =>
  (req, res, next) => {
    if (isAllowed(req, password)) return next();
    res.set('WWW-Authenticate', 'Basic realm="records"');
    answer(res, 401, { error: 'not allowed', status: 401 });
  };

/**
 * Takes the records of a Zeebe broker, which believes to speak to Elasticsearch: the exporter that comes with every broker sends them as
 * bulks, one under way per partition, again and again until it is answered with 200. So 200 means committed, and nothing inside a record
 * is a reason for another answer: what cannot be stored is put aside (`engine_dead_letter`).
 */
export const createRecordSink = ({ db, log, clock, password, ...limits }: RecordSinkDeps): Router => {
  const { bodyLimit = BODY_LIMIT, answerMs = ANSWER_MS } = limits;
  const { lagBound: bound = LAG_BOUND, lagWaitMs: waitMs = LAG_WAIT_MS } = limits;
  const writeBulk = createBulkWriter({ db, log, clock });
  const holdBack = createBackPressure({ db, clock, bound, waitMs });
  const wait = createPacing(ANSWERS);
  let away = false;

  /** One line when the database goes and one when it is back: a broker asks several times a second. */
  const tell = (error: unknown): void => {
    if (error !== undefined && !away) log.warn({ err: error }, 'records cannot be stored; the broker sends them again');
    if (error === undefined && away) log.warn({}, 'records are stored again');
    away = error !== undefined;
  };

  const takeBulk = async (req: Request, res: Response): Promise<void> => {
    const started = clock();
    const body = await readBody(req, bodyLimit);
    try {
      await within(writeBulk(body), answerMs);
      if (clock() - started + waitMs < answerMs) await within(holdBack(), answerMs);
    } catch (error) {
      // Told where it was found out, once for hours of repeats.
      if (!(error instanceof ForeignFeed)) tell(error);
      return answer(res, 503, { error: 'records cannot be stored now', status: 503 });
    }
    tell(undefined);
    if (body.length < LARGE) await pause(wait());
    answer(res, 200, { took: clock() - started, errors: false, items: [] });
  };

  const router = Router();
  router.use(guard(password));
  router.post('/_bulk', async (req, res) => {
    if (req.headers['content-encoding'] !== undefined && req.headers['content-encoding'] !== 'identity')
      return answer(res, 415, { error: 'bulks are taken as plain text', status: 415 });
    try {
      await takeBulk(req, res);
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      log.error({ limit: bodyLimit }, 'a bulk of records is too large');
      // What has not been read stays on the connection, which can therefore not be used again.
      res.set('Connection', 'close');
      answer(res, 413, { error: 'the bulk is too large', status: 413 });
    }
  });
  // Settings and templates of indexes: there are none here, and the exporter goes on once they are acknowledged.
  router.put('/{*path}', (_req, res) => answer(res, 200, { acknowledged: true }));
  router.use((_req, res) => answer(res, 404, { error: 'unknown', status: 404 }));
  return router;
};
