import type { QueryClient } from '@tanstack/react-query';
import type { DossierView } from '../../core/contracts/dossier.ts';
import { dossierKey } from './use-dossier.query.ts';

/** A little longer than the server waits before it says that an act waits for the process system. */
const LATER_MS = 2_500;

/**
 * Reads a dossier again after an act, now and a moment later: an act that waits for a process system apart from the database is told
 * only then, and while that is away no message comes.
 */
export const lookAgain = (client: QueryClient, id: string): Promise<void> => {
  const read = (): Promise<void> => client.invalidateQueries({ queryKey: dossierKey(id) });
  const known = client.getQueryData<DossierView>([...dossierKey(id), 'view']);
  if (known && known.engine !== 'embedded') window.setTimeout(() => void read(), LATER_MS);
  return read();
};
