import type { EngineRecord } from '../../../core/contracts/engine-record.ts';
import { createListener } from '../../../server/db/listener.ts';
import { createInterpreter } from '../../../server/engine/embedded/create-interpreter.ts';
import { createEmbeddedEngine } from '../../../server/engine/embedded/embedded-engine.ts';
import { describeEngineContract, type EngineUnderTest } from '../../contract/engine.contract.ts';
import { cloneDatabase } from '../../helpers/database.ts';

const silent = { warn: () => undefined, error: () => undefined };
type Row = Omit<EngineRecord, 'timestamp'> & { readonly timestamp: string };

const make = async (): Promise<EngineUnderTest> => {
  const { db, drop } = await cloneDatabase();
  let now = Date.UTC(2026, 2, 2, 1);
  const listener = createListener(db, silent);
  await listener.start();
  const engine = createEmbeddedEngine({
    db,
    listener,
    clock: () => now,
    log: silent,
    interpreter: createInterpreter(),
    pollMs: 50,
  });
  return {
    engine,
    inTransaction: (act) => db.transaction(act),
    send: (command) => db.transaction((tx) => engine.send(command, tx)),
    records: async () => {
      const rows = await db('engine_record').select<Row[]>('*').orderBy(['partitionId', 'position']);
      return rows.map((row): EngineRecord => ({ ...row, timestamp: Number(row.timestamp) }));
    },
    advance: async (ms) => {
      now += ms;
      await engine.runDue();
    },
    close: async () => {
      await engine.close();
      await listener.close();
      await drop();
    },
  };
};

describeEngineContract('embedded', make);
