import type { ReduceContext } from '../context.ts';
import type { Draft } from '../draft.ts';
import type { ElementInstanceRow } from '../rows.ts';
import { taskDueAt } from './dossier-clock.ts';
import { enterStep, leaveStep } from './dossier-step.ts';

const byPosition = (a: ElementInstanceRow, b: ElementInstanceRow): number =>
  BigInt(a.position) < BigInt(b.position) ? -1 : 1;

const replay = (draft: Draft, row: ElementInstanceRow, context: ReduceContext): void => {
  if (row.state === 'activating') return;
  enterStep(draft, { ...row, timestamp: row.startedAt.getTime() }, context);
  if (row.endedAt !== null) leaveStep(draft, { key: row.key, timestamp: row.endedAt.getTime() }, context);
};

/**
 * What an instance did before it was named belongs to its dossier too: a broker that starts an instance by a message writes its variables
 * after the start event, which may carry the first status.
 */
export const adoptElements = (
  draft: Draft,
  processInstanceKey: string,
  dossierId: string,
  context: ReduceContext,
): void => {
  for (const row of draft.elementInstance.listBy('processInstanceKey', processInstanceKey).sort(byPosition)) {
    draft.elementInstance.put({ ...row, dossierId });
    replay(draft, row, context);
  }
  for (const row of draft.userTask.listBy('processInstanceKey', processInstanceKey)) {
    const dueAt = row.endedAt === null ? taskDueAt(draft, dossierId) : null;
    draft.userTask.put({ ...row, dossierId, dueAt });
  }
  for (const row of draft.incident.listBy('processInstanceKey', processInstanceKey))
    draft.incident.put({ ...row, dossierId });
};
