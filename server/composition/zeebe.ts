import { createServer } from 'node:http';
import express from 'express';
import type { Knex } from 'knex';
import type { ZeebeConfig } from '../config.ts';
import { createGateway } from '../engine/zeebe/gateway/create-gateway.ts';
import type { OnRefused } from '../engine/zeebe/outbox/outcomes.ts';
import { readForeignSince } from '../engine/zeebe/foreign-feed.ts';
import { countDeadLetters } from '../engine/zeebe/record-sink/count-dead-letters.ts';
import { createRecordSink } from '../engine/zeebe/record-sink/create-record-sink.ts';
import { createZeebeEngine, type ZeebeEngine } from '../engine/zeebe/zeebe-engine.ts';
import type { HealthCheck } from '../features/health/health-routes.ts';
import type { Clock } from '../shared/clock.ts';
import { checkFeed } from './checks.ts';
import type { Background, Site } from './site.ts';

export const openZeebe = (
  { db, clock, log }: Site,
  { address, restUrl }: ZeebeConfig,
  onRefused: OnRefused,
): ZeebeEngine => createZeebeEngine({ db, gateway: createGateway({ address, restUrl, log }), clock, log, onRefused });

/** The port that the brokers' exporter posts to; apart from that of the pages, since nobody else has business there. */
export const listenToBrokers = ({ config, db, clock, log }: Site): Background[] => {
  if (!config.zeebe) return [];
  const { sinkPort, sinkHost, sinkPassword } = config.zeebe;
  const app = express()
    .disable('x-powered-by')
    .use(createRecordSink({ db, clock, log, password: sinkPassword }));
  const server = createServer(app);
  return [
    {
      start: () =>
        new Promise<void>((resolve, reject) => {
          server.once('error', reject);
          server.listen(sinkPort, sinkHost, resolve);
        }),
      close: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    },
  ];
};

/** A command that waits this long, in milliseconds, is one that somebody should look after. */
const LATE_MS = 60_000;

const checkOutbox = (db: Knex, clock: Clock): HealthCheck => ({
  name: 'outbox',
  dispensable: true,
  check: async () => {
    const { rows } = await db.raw<{ rows: { waiting: number; oldest: Date | null }[] }>(
      `select count(*)::int as waiting, min(created_at) as oldest from engine_outbox where state = 'open'`,
    );
    const [{ waiting = 0, oldest = null } = {}] = rows;
    const lateMs = oldest === null ? 0 : Math.max(0, clock() - oldest.getTime());
    if (lateMs > LATE_MS) throw new Error(`a command has waited ${lateMs} ms for the brokers`);
    return { waiting, lateMs };
  },
});

const checkBrokers = (zeebe: ZeebeEngine): HealthCheck => ({
  name: 'brokers',
  dispensable: true,
  check: async () => {
    const { version, partitions } = await zeebe.readTopology();
    const led = partitions.filter(({ hasLeader }) => hasLeader).length;
    if (led < partitions.length) throw new Error(`${partitions.length - led} partitions have no leader`);
    return { version, partitions: partitions.length };
  },
});

const checkBrokerData = (db: Knex): HealthCheck => ({
  name: 'brokerData',
  dispensable: true,
  check: async () => {
    const since = await readForeignSince(db);
    if (since) throw new Error(`the brokers' data have not belonged to this database since ${since.toISOString()}`);
  },
});

const checkDeadLetters = (db: Knex): HealthCheck => ({
  name: 'deadLetters',
  dispensable: true,
  check: async () => {
    const count = await countDeadLetters(db);
    if (count > 0) throw new Error(`${count} records of the feed could not be taken in; see engine_dead_letter`);
    return { count };
  },
});

export const checkZeebe = ({ db, clock }: Site, zeebe: ZeebeEngine | undefined): HealthCheck[] => [
  checkDeadLetters(db),
  ...(zeebe ? [checkBrokers(zeebe), checkBrokerData(db), checkOutbox(db, clock), checkFeed(db, clock)] : []),
];
