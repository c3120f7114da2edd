import type { DossierView } from '../../core/contracts/dossier.ts';

const WAITING_MS = 4_000;
const STARTING_MS = 2_500;

/**
 * How often an open page reads its dossier again, in milliseconds; false: messages of the server are enough. What waits for the process
 * system is the one thing that changes without a message, and what has just been filed there may begin to wait.
 */
export const pollOf = (
  dossier: Pick<DossierView, 'awaitsSystem' | 'engine' | 'processInstanceKey'> | undefined,
): number | false => {
  if (!dossier) return false;
  if (dossier.awaitsSystem) return dossier.awaitsSystem.refused ? false : WAITING_MS;
  return dossier.engine !== 'embedded' && dossier.processInstanceKey === null ? STARTING_MS : false;
};
