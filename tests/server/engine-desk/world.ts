import express from 'express';
import type { Knex } from 'knex';
import type { EngineState } from '../../../core/contracts/engine-state.ts';
import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import { createOnRefused, joinEngineDesk } from '../../../server/composition/engine-desk.ts';
import type { Site } from '../../../server/composition/site.ts';
import type { OutboxCommand, Refusal } from '../../../server/engine/zeebe/outbox/outbox-row.ts';
import { readForeignSince } from '../../../server/engine/zeebe/foreign-feed.ts';
import { createOutboxStore } from '../../../server/engine/zeebe/outbox/outbox-store.ts';
import { createOutcomes } from '../../../server/engine/zeebe/outbox/outcomes.ts';
import { handleErrors } from '../../../server/http/handle-errors.ts';
import { createInTransaction } from '../../../server/shared/unit-of-work.ts';
import { cloneDatabase } from '../../helpers/database.ts';
import { serve, type Answer } from '../../helpers/http.ts';
import { insertDossier } from '../tasks/fixtures.ts';

/** 24 November 2026, 10:00 in Huế. */
export const NOW = Date.UTC(2026, 10, 24, 3);
export const DOSSIER = 'd-1';
export const NOT_FOUND: Refusal = { type: 'NOT_FOUND', message: 'Expected a thing, but there is none', problems: [] };

const roles = { administrator: ['administrator'], 'administrator-2': ['administrator'], officer: ['officer'] } as const;
const insertPeople = async (db: Knex): Promise<void> => {
  const unit = { name: 'Đơn vị', kind: 'OFFICE', level: 'COMMUNE', external: false, workingHours: '{}' };
  await db('unit').insert({ ...unit, code: 'u1', validFrom: '2020-01-01', successors: '[]' });
  for (const [id, held] of Object.entries({ ...roles, gone: ['administrator'], citizen: [] })) {
    await db('person').insert({
      ...{ id, username: id, displayName: `Tài khoản ${id}`, kind: id === 'citizen' ? 'citizen' : 'staff' },
      ...{ passwordHash: '-', profile: '{}', validFrom: '2020-01-01', validTo: id === 'gone' ? '2025-01-01' : null },
    });
    if (held.length > 0) await db('personRole').insert(held.map((role) => ({ personId: id, role, unitCode: 'u1' })));
  }
};

export type DeskWorld = {
  readonly db: Knex;
  readonly store: ReturnType<typeof createOutboxStore>;
  /** A command as an act writes it down. */
  readonly writeDown: (
    command: EngineCommand,
    options?: { dossierId?: string | null; at?: number },
  ) => Promise<OutboxCommand>;
  readonly refuse: (command: OutboxCommand, refusal?: Refusal) => Promise<void>;
  readonly done: (command: OutboxCommand, at?: number) => Promise<void>;
  readonly send: (who: string, method: string, path: string) => Promise<Answer>;
  readonly engines: EngineState[];
  readonly clock: { now: number };
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The desk on a real database, beside the outbox as the adapter for brokers keeps it. Who asks is told by a header. */
export const createDeskWorld = async (): Promise<DeskWorld> => {
  const { db, drop } = await cloneDatabase();
  await insertPeople(db);
  await insertDossier(db, { id: DOSSIER, units: ['u1'], code: 'H29-1', ownerId: 'citizen' });
  const clock = { now: NOW };
  const site = { db, clock: () => clock.now, inTransaction: createInTransaction(db) } as Site;
  const engines: EngineState[] = [];
  const store = createOutboxStore('this process');
  const outcomes = createOutcomes({
    ...{ db, store, onRefused: createOnRefused(site), clock: site.clock },
    log: { error: (details) => process.stderr.write(`${String((details as { err?: Error }).err?.stack)}\n`) },
  });
  const desk = joinEngineDesk(site, {
    readEngines: () => Promise.resolve(engines),
    readForeignSince: () => readForeignSince(site.db),
  });
  const http = await serve(
    express()
      .set('query parser', 'simple')
      .use((req, res, next) => {
        const who = req.get('X-Test-Person');
        const held = roles[who as keyof typeof roles] ?? [];
        if (who !== undefined)
          res.locals['person'] = {
            ...{ id: who, username: who, displayName: `Tài khoản ${who}`, kind: 'staff', groups: [] },
            ...{ roles: held.map((role) => ({ role, unit: 'u1' })), visibleUnits: ['u1'], ledUnits: [] },
          };
        next();
      })
      .use(desk.routes)
      .use(
        handleErrors({
          error: (fields) => process.stderr.write(`${String((fields as { err?: Error }).err?.stack)}\n`),
        }),
      ),
  );
  return {
    ...{ db, store, engines, clock },
    async writeDown(command, { dossierId = DOSSIER, at = clock.now } = {}) {
      const entry = { lane: dossierId ?? command.type, dossierId, jobKey: null, command };
      return (await db.transaction((tx) => store.add(tx, entry, { now: at, mayTake: true }))).row;
    },
    refuse: (command, refusal = NOT_FOUND) => outcomes.refused(command, refusal),
    async done({ id }, at = clock.now) {
      await store.end(db, [{ id, state: 'done', answer: {} }], at);
    },
    send: (who, method, path) => http.send(method, path, undefined, who === '' ? {} : { 'X-Test-Person': who }),
    async clear() {
      clock.now = NOW;
      engines.length = 0;
      for (const table of ['engine_outbox', 'user_task', 'task_queue', 'task_action', 'notification', 'dossier_event'])
        await db(table).delete();
      for (const table of ['engine_dead_letter', 'incident', 'job', 'process_instance', 'engine_record'])
        await db(table).delete();
      await db('engine_partition').update({ position: 0 });
    },
    async close() {
      await outcomes.close();
      await http.close();
      await drop();
    },
  };
};
