import { useQuery } from '@tanstack/react-query';
import type { ProcedureView } from '../../core/contracts/procedure.ts';
import { getJson } from './request.ts';
import { proceduresKey } from './use-procedures.query.ts';

/** The record in force for the asking unit. Kept while a form is open: its version must not change under the applicant. */
export const useProcedure = (code: string) =>
  useQuery({
    queryKey: [...proceduresKey, code],
    queryFn: ({ signal }) => getJson<ProcedureView>(`/api/procedures/${encodeURIComponent(code)}`, signal),
    staleTime: 5 * 60_000,
  });
