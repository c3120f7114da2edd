import type { FaultSite } from './fault-site.ts';
import type { Ledger } from './ledger.ts';
import { pause } from './pause.ts';

/** What somebody who only looks has met: how often each answer came. */
export type Sights = {
  readonly dossier: Readonly<Record<string, number>>;
  readonly task: Readonly<Record<string, number>>;
  readonly health: Readonly<Record<string, number>>;
  /** Of a dossier that was filed during the fault: whether its applicant reads that it waits for the system. */
  readonly filed: Readonly<Record<string, number>>;
};
type Watched = { readonly dossierId: string; readonly taskKey: string };
export type Watch = { readonly stop: () => Promise<Sights> };

const EVERY_MS = 500;

/** Looks at one dossier, one of its tasks and the health of the server, again and again, until it is stopped. */
export const startWatch = (site: FaultSite, ledger: Ledger, { dossierId, taskKey }: Watched): Watch => {
  const sights = { dossier: {}, task: {}, health: {}, filed: {} } satisfies Record<string, Record<string, number>>;
  const note = (seen: Record<string, number>, what: string): void => void (seen[what] = (seen[what] ?? 0) + 1);
  let over = false;
  const look = async (): Promise<void> => {
    const [dossier, task, health] = await Promise.all([
      site.send('citizen', 'GET', `/api/dossiers/${dossierId}`),
      site.send('receptionist', 'GET', `/api/tasks/${taskKey}`),
      site.send('citizen', 'GET', '/api/health'),
    ]);
    note(sights.dossier, String(dossier?.status));
    note(sights.task, String(task?.status));
    const id = ledger.firstDuringFault();
    const filed = id === undefined ? undefined : await site.send('citizen', 'GET', `/api/dossiers/${id}`);
    if (filed) note(sights.filed, `${filed.status}${filed.body['awaitsSystem'] ? ' waits for the system' : ''}`);
    note(sights.health, `${health?.status} ${String(health?.body['status'])}`);
  };
  const run = async (): Promise<void> => {
    while (!over) {
      await look();
      await pause(EVERY_MS);
    }
  };
  const running = run();
  return {
    stop: async () => {
      over = true;
      await running;
      return sights;
    },
  };
};
