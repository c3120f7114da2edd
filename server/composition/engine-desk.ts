import type { Knex } from 'knex';
import type { Slice } from '../app.ts';
import type { OnRefused } from '../engine/zeebe/outbox/outcomes.ts';
import { createDossierStore } from '../features/dossiers/dossier-store.ts';
import { createDeadLettersView } from '../features/engine/dead-letters-view.ts';
import { createEngineDeskService, type DeskAct } from '../features/engine/engine-desk-service.ts';
import { createEngineDeskView, type ReadEngines, type ReadForeignSince } from '../features/engine/engine-desk-view.ts';
import { createEngineRoutes, engineDocs } from '../features/engine/engine-routes.ts';
import { createOnCommandRefused } from '../features/engine/on-refused.ts';
import { createRefusedCommandsStore } from '../features/engine/refused-commands-store.ts';
import { createRefusedCommandsView } from '../features/engine/refused-commands-view.ts';
import { findRefusedTask } from '../features/engine/refused-task-view.ts';
import { createNotificationsStore } from '../features/notifications/notifications-store.ts';
import { createPeopleView } from '../features/people/people-view.ts';
import { createTaskStore } from '../features/tasks/task-store.ts';
import { announce } from './announce.ts';
import type { Site } from './site.ts';

/** Not the source `api`: neither the system nor who repairs it is one of the officers who decide on the dossier. */
const source = 'engine';
const system = { actorId: 'system', actorName: 'Hệ thống' } as const;
const actTitles: Readonly<Record<DeskAct['kind'], { readonly vi: string; readonly en: string }>> = {
  retried: { vi: 'Gửi lại yêu cầu mà hệ thống đã từ chối', en: 'Sent again what the system had refused' },
  dismissed: { vi: 'Xem xong yêu cầu mà hệ thống đã từ chối', en: 'Looked at what the system had refused' },
};

const findCode = async (tx: Knex.Transaction, id: string): Promise<string | null> =>
  (await tx('dossier').where({ id }).first<{ code: string | null } | undefined>('code'))?.code ?? null;

/** What the platform does when brokers refuse what it had promised. Needs nothing of the engine, which needs this. */
export const createOnRefused = ({ db, clock }: Pick<Site, 'db' | 'clock'>): OnRefused => {
  const dossiers = createDossierStore();
  const tasks = createTaskStore();
  const notifications = createNotificationsStore(db);
  const onRefused = createOnCommandRefused({
    findTask: findRefusedTask,
    lockTask: (tx, key) => tasks.lock(tx, key),
    markOpen: (tx, key) => tasks.markOpen(tx, key),
    putBack: (tx, taskKey, assignee, at) =>
      tasks.addAction(tx, { taskKey, at, kind: assignee === null ? 'release' : 'assign', ...system, assignee }),
    log: (tx, dossierId, title, at) =>
      dossiers.addEvent(tx, { dossierId, at, kind: 'refusedBySystem', title, public: false, source }),
    notify: async (tx, notice) => void (await notifications.add(tx, { ...notice, template: 'refusedBySystem' })),
    // In the same transaction: a second connection while one is held could wait for itself.
    listAdministrators: (tx, at) => createPeopleView(tx).listHolders('administrator', at),
    findCode,
    announce,
    clock,
  });
  return (tx, { id, dossierId, command }, { type }) => onRefused(tx, { id, dossierId, command, reason: type });
};

type Needs = { readonly readEngines: ReadEngines; readonly readForeignSince: ReadForeignSince };

/** What administrators see of the process system, and what they do about it. */
export const joinEngineDesk = ({ db, clock, inTransaction }: Site, { readEngines, readForeignSince }: Needs): Slice => {
  const dossiers = createDossierStore();
  const tasks = createTaskStore();
  const note = async (tx: Knex.Transaction, { kind, dossierId, at, person }: DeskAct): Promise<void> => {
    await dossiers.addEvent(tx, {
      ...{ dossierId, at, kind: `refusal.${kind}`, title: actTitles[kind], public: false, source },
      ...{ actorId: person.id, actorName: person.displayName },
    });
    await announce(tx, { type: 'dossier', dossierId, code: await findCode(tx, dossierId) });
  };
  return {
    routes: createEngineRoutes({
      desk: createEngineDeskView({ db, readEngines, readForeignSince }),
      refused: createRefusedCommandsView(db),
      deadLetters: createDeadLettersView(db),
      service: createEngineDeskService({
        store: createRefusedCommandsStore(),
        lockTask: (tx, key) => tasks.lock(tx, key),
        markCompleting: (tx, key) => tasks.markCompleting(tx, key),
        note,
        inTransaction,
        clock,
      }),
      clock,
    }),
    docs: engineDocs,
  };
};
