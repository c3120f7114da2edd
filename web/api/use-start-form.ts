import type { DossierView } from '../../core/contracts/dossier.ts';
import { useProcedure } from './use-procedure.query.ts';

/**
 * Start form of a dossier's case. Undefined when the record in force is another version than the dossier's own: its form
 * need not fit these answers.
 */
export const useStartForm = ({ procedure, caseId }: DossierView): Readonly<Record<string, unknown>> | undefined => {
  const { data } = useProcedure(procedure.code);
  return data?.version === procedure.version ? data.cases.find(({ id }) => id === caseId)?.startForm : undefined;
};
