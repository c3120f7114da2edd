import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createGateway } from '../../../../server/engine/zeebe/gateway/create-gateway.ts';
import type { ZeebeGateway } from '../../../../server/engine/zeebe/gateway/gateway.ts';
import type { FaultSite } from './fault-site.ts';
import type { Ledger } from './ledger.ts';
import { createRequests } from './load.ts';
import { pause, waitUntil } from './pause.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const REPEATERS = 8;

/** Filings without an answer are sent until they have one. */
const settleFilings = async (site: FaultSite, ledger: Ledger): Promise<void> => {
  const { file } = createRequests({ site, ledger });
  const repeat = async (): Promise<void> => {
    for (let key = ledger.nextFiling(false); key !== undefined; key = ledger.nextFiling(false))
      if (!(await file(key))) await pause(200);
  };
  await Promise.all(Array.from({ length: REPEATERS }, repeat));
};

const leftOver = `select
  (select count(*) from engine_outbox where state = 'open')::int as commands,
  (select count(*) from job where state in ('open', 'failed') and type like 'dossier.%')::int as jobs,
  (select count(*) from user_task where state = 'completing')::int as tasks,
  (select count(*) from dossier d where not exists (select 1 from process_instance p where p.dossier_id = d.id))::int as starts`;
export type LeftOver = {
  readonly commands: number;
  readonly jobs: number;
  readonly tasks: number;
  readonly starts: number;
};
export const readLeftOver = async (db: Knex): Promise<LeftOver> => {
  const { rows } = await db.raw<{ rows: LeftOver[] }>(leftOver);
  if (!rows[0]) throw new Error('nothing was counted');
  return rows[0];
};
const isNothing = (left: LeftOver): boolean => Object.values(left).every((count) => count === 0);

/** A message that nobody waits for: what brokers did before it stands in the read tables when it does. */
const passMarker = async (db: Knex, gateway: ZeebeGateway, limitMs: number): Promise<void> => {
  const { messageKey = '' } = await gateway.execute({
    ...{ type: 'publishMessage', name: 'faults.marker', correlationKey: randomUUID(), timeToLiveMs: 0, variables: {} },
  });
  await waitUntil(
    async () => {
      const { rows } = await db.raw<{ rows: unknown[] }>(
        `select 1 from engine_record r join projection_position p using (partition_id)
         where r.value_type = 'MESSAGE' and r.key = ? and p.position >= r.position limit 1`,
        [messageKey],
      );
      return rows.length > 0;
    },
    'the read tables hold the marker',
    { limitMs },
  );
};

/** Until everything that was promised is done and seen. @returns milliseconds that it took. @throws Error with what is left over */
export const comeToRest = async (site: FaultSite, ledger: Ledger, limitMs: number): Promise<number> => {
  const { db, broker } = site;
  const started = performance.now();
  const left = (): number => Math.max(1, limitMs - (performance.now() - started));
  const gateway = createGateway({ address: broker.grpcAddress, restUrl: broker.restUrl, log: silent });
  try {
    await settleFilings(site, ledger);
    // Work gives rise to work: at rest is what is still so when everything before has been seen.
    for (;;) {
      await waitUntil(async () => isNothing(await readLeftOver(db)), 'nothing is under way', { limitMs: left() }).catch(
        async (cause: unknown) => {
          throw new Error(`not at rest after ${limitMs} ms: ${JSON.stringify(await readLeftOver(db))}`, { cause });
        },
      );
      await passMarker(db, gateway, left());
      if (isNothing(await readLeftOver(db))) return Math.round(performance.now() - started);
    }
  } finally {
    await gateway.close();
  }
};
