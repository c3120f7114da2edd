import type { Knex } from 'knex';
import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import { createDispatcher, type Dispatcher } from '../../../server/engine/zeebe/outbox/dispatcher.ts';
import type { FindEvidence } from '../../../server/engine/zeebe/outbox/find-evidence.ts';
import { createOutboxStore, type OutboxStore } from '../../../server/engine/zeebe/outbox/outbox-store.ts';
import { createOutcomes, type OnRefused } from '../../../server/engine/zeebe/outbox/outcomes.ts';
import { createWriteDown, type WriteDown } from '../../../server/engine/zeebe/outbox/write-down.ts';
import type { ZeebeGateway } from '../../../server/engine/zeebe/gateway/gateway.ts';

export const silent = { warn: () => undefined, error: () => undefined };
export const START = Date.UTC(2026, 2, 2, 1);

export type Execute = ZeebeGateway['execute'];
export type Process = { readonly dispatcher: Dispatcher; readonly writeDown: WriteDown; readonly refused: string[] };
export type ProcessOptions = {
  readonly name: string;
  readonly execute: Execute;
  readonly findEvidence: FindEvidence;
  readonly stirFeed: () => Promise<void>;
  readonly onRefused: OnRefused;
  readonly concurrency: number;
  readonly pollMs: number;
  /** Stands between the process and the table. */
  readonly through: (store: OutboxStore) => OutboxStore;
};

/** One server process: its own name, its own commands in hand. */
export const startProcess = (
  db: Knex,
  {
    name,
    execute,
    through = (store) => store,
    ...options
  }: Partial<ProcessOptions> & Pick<ProcessOptions, 'name' | 'execute'>,
): Process => {
  const { pollMs = 20, concurrency = 48, findEvidence = () => Promise.resolve(undefined) } = options;
  const { stirFeed = () => Promise.resolve() } = options;
  const refused: string[] = [];
  const store = through(createOutboxStore(name));
  const clock = () => START;
  const note: OnRefused = (_tx, { id }) => Promise.resolve(void refused.push(id));
  const outcomes = createOutcomes({ db, store, onRefused: options.onRefused ?? note, clock, log: silent });
  const dispatcher = createDispatcher({
    ...{ db, store, gateway: { execute }, findEvidence, stirFeed, outcomes, log: silent, pollMs, concurrency },
  });
  return { dispatcher, writeDown: createWriteDown({ store, dispatcher, clock }), refused };
};

/** Resolves when the condition holds. @throws after 15 s */
export const waitUntil = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${what} did not happen`);
};

export type StoredOutcome = { readonly state: string; readonly answer: unknown; readonly refusal: unknown };
/** Until the command has ended. */
export const waitForOutcome = async (db: Knex, id: string): Promise<StoredOutcome> => {
  let row: StoredOutcome | undefined;
  await waitUntil(async () => {
    row = await db('engineOutbox').where({ id }).first<StoredOutcome | undefined>();
    return row !== undefined && row.state !== 'open';
  }, `the end of command ${id}`);
  return row as StoredOutcome;
};

export const commandOf = (name: string): EngineCommand => ({ type: 'resolveIncident', incidentKey: name });
export const nameOf = (command: EngineCommand): string =>
  command.type === 'resolveIncident' ? command.incidentKey : '';
