import { randomUUID } from 'node:crypto';
import { createDb } from '../../server/db/client.ts';
import { createGateway } from '../../server/engine/zeebe/gateway/create-gateway.ts';
import { createZeebeEngine } from '../../server/engine/zeebe/zeebe-engine.ts';
import { BARE_ID, bareVariables, openBareClient } from './bare-zeebe-client.ts';
import { openBrokerSite, readMemory, type BrokerSite } from './broker-site.ts';
import { LOOK_MS, measureBacklog, measureLive, pause, settle } from './catch-up.ts';
import { mean, percentile, runLanes } from './lanes.ts';

const LANES = 16;
const SECONDS = 6;
const ROUNDS = 3;
const BACKLOGS = 2;
const REQUIRED = { saturation: 0.6, catchUp: 5, p50: 150, p99: 800, idleP95: 200 };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Filed dossiers whose first task is in the task list. */
const countVisible = async ({ db }: BrokerSite): Promise<number> => {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int from user_task t join dossier d on d.id = t.dossier_id`,
  );
  return rows[0]?.count ?? 0;
};
/** How many are visible, once as many as are wanted are. */
const waitFor = async (count: () => Promise<number>, wanted: number): Promise<number> => {
  for (;;) {
    const visible = await count();
    if (visible >= wanted) return visible;
    await pause(LOOK_MS);
  }
};

/** Filings per second, from the request to the task in the list. */
const measureProduct = async (site: BrokerSite): Promise<{ perSecond: number; errors: number }> => {
  const before = await countVisible(site);
  const started = performance.now();
  const { errors } = await runLanes(() => site.file(), { lanes: LANES, seconds: SECONDS, warmUp: 0 });
  const { rows } = await site.db.raw<{ rows: { count: number }[] }>(`select count(*)::int from dossier`);
  const visible = await waitFor(() => countVisible(site), rows[0]?.count ?? 0);
  return { perSecond: ((visible - before) / (performance.now() - started)) * 1_000, errors };
};

const countInstances = async ({ db }: BrokerSite, bpmnProcessId = BARE_ID): Promise<number> => {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int from process_instance where bpmn_process_id = ?`,
    [bpmnProcessId],
  );
  return rows[0]?.count ?? 0;
};

/** Starts through the engine port per second, each in a transaction of its own, until all are in the read tables. */
const measurePort = async (site: BrokerSite, start: () => Promise<unknown>): Promise<number> => {
  const before = await countInstances(site);
  const started = performance.now();
  let sent = 0;
  await runLanes(() => start().then(() => sent++), { lanes: LANES, seconds: SECONDS, warmUp: 0 });
  await waitFor(() => countInstances(site), before + sent);
  return (sent / (performance.now() - started)) * 1_000;
};

type Filing = {
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly variables: object;
};
/** What a filing asks of the broker. */
const readFiling = async ({ db }: BrokerSite): Promise<Filing> => {
  const { rows } = await db.raw<{ rows: { filing: Filing }[] }>(
    `select o.command::jsonb || jsonb_build_object('bpmnProcessId', p.bpmn_process_id) as filing
     from engine_outbox o join dossier d on d.id = o.dossier_id join process_definition p on p.key = d.process_definition_key
     where o.command ->> 'type' = 'createInstance' limit 1`,
  );
  if (!rows[0]) throw new Error('no filing is in the outbox');
  return rows[0].filing;
};

/** An engine adapter of this program's own, beside the server that takes the records in. */
const openPort = ({ broker, databaseUrl }: BrokerSite) => {
  const db = createDb(databaseUrl, { poolSize: LANES + 2 });
  const gateway = createGateway({ address: broker.grpcAddress, restUrl: broker.restUrl, log: silent });
  const engine = createZeebeEngine({
    ...{ db, gateway, log: silent },
    clock: () => Date.now(),
    onRefused: () => Promise.resolve(),
  });
  engine.start();
  const start = (): Promise<unknown> =>
    db.transaction((tx) =>
      engine.send({ type: 'createInstance', bpmnProcessId: BARE_ID, variables: bareVariables }, tx, {
        dossierId: randomUUID(),
      }),
    );
  return {
    start,
    close: async () => {
      await engine.close();
      await db.destroy();
    },
  };
};

/** Milliseconds from the request to the task in the list, of filings at a steady rate. */
const measureVisible = async (site: BrokerSite, perSecond: number, count: number): Promise<number[]> => {
  const started = new Map<string, number>();
  const seen = new Map<string, number>();
  const sent: Promise<void>[] = [];
  let over = false;
  const watch = async (): Promise<void> => {
    while (!over || seen.size < started.size) {
      const waiting = [...started.keys()].filter((id) => !seen.has(id));
      if (waiting.length > 0) {
        const found = await site.db('user_task').whereIn('dossierId', waiting).pluck<string[]>('dossierId');
        const now = performance.now();
        for (const id of found) seen.set(id, now);
      }
      await pause(LOOK_MS);
    }
  };
  const watching = watch();
  const begin = performance.now();
  for (let index = 0; index < count; index++) {
    const due = begin + (index * 1_000) / perSecond;
    await pause(Math.max(0, due - performance.now()));
    const asked = performance.now();
    sent.push(site.file().then((id) => void started.set(id, asked)));
  }
  await Promise.all(sent);
  over = true;
  await watching;
  return [...started].map(([id, at]) => (seen.get(id) ?? 0) - at).sort((a, b) => a - b);
};

/** The product on a broker beside a bare client of the same broker, both on this machine, in turns. */
export const run = async (): Promise<Record<string, unknown>> => {
  const site = await openBrokerSite();
  const bare = await openBareClient(site.broker.grpcAddress);
  const port = openPort(site);
  try {
    await measureProduct(site);
    await measurePort(site, port.start);
    const filing = await readFiling(site);
    const startSame = (): Promise<void> =>
      bare.start(filing.processDefinitionKey, { ...filing.variables, dossierId: randomUUID() });
    const none: readonly number[] = [];
    const rates = { bare: [...none], bareFilings: [...none], port: [...none], product: [...none], errors: 0 };
    for (let index = 0; index < ROUNDS; index++) {
      await settle(site);
      rates.bare.push((await runLanes(() => bare.create(), { lanes: LANES, seconds: SECONDS, warmUp: 0 })).perSecond);
      await settle(site);
      rates.port.push(await measurePort(site, port.start));
      await settle(site);
      rates.bareFilings.push((await runLanes(startSame, { lanes: LANES, seconds: SECONDS, warmUp: 0 })).perSecond);
      await settle(site);
      const { perSecond, errors } = await measureProduct(site);
      rates.product.push(perSecond);
      rates.errors += errors;
    }
    await settle(site);
    const half = mean(rates.product) / 2;
    const busy = await measureVisible(site, half, Math.round(half * 12));
    await settle(site);
    const idle = await measureVisible(site, 2, 60);
    await settle(site);
    // The same records live, as the site files dossiers as fast as it can, and gathered, as a bare client starts the same process.
    const filed = { start: () => site.file(), countVisible: () => countVisible(site) };
    const same = { start: startSame, countVisible: () => countInstances(site, filing.bpmnProcessId) };
    const feed = { live: [...none], ofBareClient: [...none], caughtUp: [...none], gathered: 0 };
    for (let index = 0; index < BACKLOGS; index++) {
      feed.live.push(await measureLive(site, filed, LANES));
      await settle(site);
      feed.ofBareClient.push(await measureLive(site, same, LANES));
      const backlog = await measureBacklog(site, same, LANES);
      feed.caughtUp.push(backlog.perSecond);
      feed.gathered += backlog.gathered;
      await settle(site);
    }
    const ratio = mean(rates.port) / mean(rates.bare);
    const catchUpRatio = mean(feed.caughtUp) / mean(feed.live);
    const visible = { p50: percentile(busy, 0.5), p99: percentile(busy, 0.99), idleP95: percentile(idle, 0.95) };
    return {
      barePerSecond: round(mean(rates.bare)),
      portPerSecond: round(mean(rates.port)),
      ratio: round(ratio, 3),
      filingsPerSecond: round(mean(rates.product)),
      filingsRatio: round(mean(rates.product) / mean(rates.bare), 3),
      bareFilingsPerSecond: round(mean(rates.bareFilings)),
      sameProcessRatio: round(mean(rates.product) / mean(rates.bareFilings), 3),
      errors: rates.errors,
      startToVisibleMs: { atPerSecond: round(half), p50: round(visible.p50), p99: round(visible.p99) },
      idleMs: { p50: round(percentile(idle, 0.5)), p95: round(visible.idleP95) },
      positionsPerSecond: {
        live: Math.round(mean(feed.live)),
        liveOfBareClient: Math.round(mean(feed.ofBareClient)),
        caughtUp: Math.round(mean(feed.caughtUp)),
        gathered: feed.gathered,
      },
      catchUpRatio: round(catchUpRatio, 2),
      brokerMemoryMb: await readMemory(site.broker.pid),
      required: REQUIRED,
      ok:
        ratio >= REQUIRED.saturation &&
        visible.p50 < REQUIRED.p50 &&
        visible.p99 < REQUIRED.p99 &&
        visible.idleP95 < REQUIRED.idleP95 &&
        catchUpRatio >= REQUIRED.catchUp,
    };
  } finally {
    await port.close();
    await bare.close();
    await site.close();
  }
};
