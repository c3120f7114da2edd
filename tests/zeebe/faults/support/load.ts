import { SMALL_CODE } from '../../../helpers/small-package.ts';
import type { FaultSite } from './fault-site.ts';
import type { Reply } from './http-client.ts';
import type { Ledger } from './ledger.ts';
import { createPace } from './pace.ts';
import { pause } from './pause.ts';

/** Dossiers per second that citizens try to file; a small machine reaches less, and the report says how many. */
const FILINGS_PER_SECOND = 50;
const FILERS = 8;
const OFFICERS = 6;
const PAGE = 60;
/** A person who was not served waits a little. */
const AFTER_FAILURE_MS = 200;

type Deps = { readonly site: FaultSite; readonly ledger: Ledger; readonly random: () => number };
export type Load = {
  /** Lets requests under way end. */
  stop(): Promise<void>;
};
type Row = {
  readonly key: string;
  readonly etag: string;
  readonly elementId: string;
  readonly dossier?: { id?: string };
};

const nameOf = (method: string, path: string, reply: Reply | undefined): string => {
  const shape = path.replace(/\?.*/, '').replace(/\/(\d{5,}|[0-9a-f]{8}-[0-9a-f-]{27})/, '/*');
  return `${method} ${shape} ${reply?.status ?? 'no answer'}`;
};

/** A refusal for want of a part of the system must say so in a sentence. */
const isClear = ({ status, type, body }: Reply): boolean =>
  status < 500 || (status === 503 && type.includes('problem+json') && String(body['detail']).length > 10);

export type Requests = {
  /** @returns whether it was accepted */
  readonly file: (key: string) => Promise<boolean>;
  /** @returns whether it was acknowledged */
  readonly complete: (task: Pick<Row, 'key' | 'etag'>, data: object) => Promise<boolean>;
  readonly listTasks: () => Promise<readonly Row[]>;
};

/** What citizens and officers ask; every answer goes into the ledger. */
export const createRequests = ({ site, ledger }: Omit<Deps, 'random'>): Requests => {
  const ask = async (...[who, method, path, body, more]: Parameters<FaultSite['send']>): Promise<Reply | undefined> => {
    const reply = await site.send(who, method, path, body, more);
    ledger.note(nameOf(method, path, reply));
    if (reply && !isClear(reply))
      ledger.note(`unclear: ${method} ${path} ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  };
  return {
    async file(key: string): Promise<boolean> {
      const body = {
        ...{ procedureCode: SMALL_CODE, caseId: 'S-1', channel: 'ONLINE', receivingUnit: 'H29.101.2' },
        applicant: {
          ...{ kind: 'CITIZEN', fullName: 'Công dân A', personalId: '000095000001' },
          ...{ phone: '0900000001', address: 'Số 1' },
        },
        data: { childName: 'Công dân B', copies: 2 },
        documents: [],
      };
      const reply = await ask('citizen', 'POST', '/api/dossiers', body, { 'idempotency-key': key });
      const id = reply?.status === 201 ? String(reply.body['id']) : undefined;
      ledger.filed(key, id);
      return id !== undefined;
    },
    async complete({ key, etag }: Pick<Row, 'key' | 'etag'>, data: object): Promise<boolean> {
      const reply = await ask('receptionist', 'POST', `/api/tasks/${key}/complete`, { data }, { 'if-match': etag });
      if (reply?.status === 202) ledger.completed(key);
      return reply?.status === 202;
    },
    async listTasks(): Promise<readonly Row[]> {
      const reply = await ask('receptionist', 'GET', `/api/tasks?queue=unit&limit=${PAGE}&sort=created`);
      return (reply?.body['items'] ?? []) as Row[];
    },
  };
};

type Plan = {
  /** Tasks of this dossier nobody touches. */
  readonly leave: string;
  /** When officers begin, milliseconds: before that their work gathers. */
  readonly officersAfterMs: number;
};

/** Citizens file and officers complete, all at once, until it is stopped. */
export const startLoad = (deps: Deps, { leave, officersAfterMs }: Plan): Load => {
  const { ledger, random } = deps;
  const { file, complete, listTasks } = createRequests(deps);
  const pace = createPace(FILINGS_PER_SECOND);
  let over = false;

  const fileOn = async (): Promise<void> => {
    while (!over) {
      await pace();
      const key = ledger.nextFiling(!over);
      if (key !== undefined && !(await file(key))) await pause(AFTER_FAILURE_MS);
    }
  };

  let tasks: Row[] = [];
  const inHand = new Set<string>();
  let listing: Promise<void> | undefined;
  const refill = async (): Promise<void> => {
    const found = await listTasks();
    tasks = found.filter(({ key, dossier }) => dossier?.id !== leave && !inHand.has(key));
    if (tasks.length === 0) await pause(AFTER_FAILURE_MS);
  };
  const workOn = async (): Promise<void> => {
    await pause(officersAfterMs);
    while (!over) {
      const task = tasks.shift();
      if (!task) {
        await (listing ??= refill().finally(() => (listing = undefined)));
        continue;
      }
      inHand.add(task.key);
      const outcome = random() < 0.8 ? 'accept' : 'on';
      const done = await complete(task, task.elementId === 'check' ? { outcome } : {});
      inHand.delete(task.key);
      if (!done) await pause(AFTER_FAILURE_MS);
    }
  };
  const running = Promise.all([...Array.from({ length: FILERS }, fileOn), ...Array.from({ length: OFFICERS }, workOn)]);
  return {
    async stop() {
      over = true;
      await running;
    },
  };
};
