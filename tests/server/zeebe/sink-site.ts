import express from 'express';
import { createListener } from '../../../server/db/listener.ts';
import { createRecordSink, type RecordSinkDeps } from '../../../server/engine/zeebe/record-sink/create-record-sink.ts';
import { createProjector, type Projector } from '../../../server/projection/projector.ts';
import { readModel } from '../../../server/projection/read-model.ts';
import { cloneDatabase, type TestDatabase } from '../../helpers/database.ts';
import { serve, type Answer, type HttpClient } from '../../helpers/http.ts';
import { noRules } from '../projection/reduce-all.ts';

type Logged = { readonly details: Record<string, unknown>; readonly message: string };
export type SinkSite = {
  readonly database: TestDatabase;
  readonly http: HttpClient;
  readonly projector: Projector;
  readonly logged: readonly Logged[];
  readonly bulk: (body: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly close: () => Promise<void>;
};

/** A sink on a free port with a database of its own, and a projector that runs when it is asked to. */
export const startSink = async (options: Partial<RecordSinkDeps> = {}): Promise<SinkSite> => {
  const database = await cloneDatabase();
  const logged: Logged[] = [];
  const write = (details: object, message: string): void =>
    void logged.push({ details: details as Record<string, unknown>, message });
  const log = { warn: write, error: write };
  const listener = createListener(database.db, log);
  const clock = () => Date.UTC(2026, 10, 23);
  const http = await serve(express().use(createRecordSink({ db: database.db, log, clock, ...options })));
  return {
    database,
    http,
    projector: createProjector({ db: database.db, listener, readModel, rules: noRules, log, batchSize: 100 }),
    logged,
    bulk: (body, headers = {}) =>
      http.send('POST', '/_bulk', body, { 'content-type': 'application/x-ndjson', ...headers }),
    async close() {
      await http.close();
      await listener.close();
      await database.drop();
    },
  };
};
