import { useQuery } from '@tanstack/react-query';
import type { FromSchema } from '../../core/contracts/schema.ts';
import type { procedureRow } from '../../core/contracts/procedure.ts';
import { getJson } from './request.ts';

export type ProcedureRow = FromSchema<typeof procedureRow>;
export const proceduresKey = ['procedures'] as const;

export const useProcedures = () =>
  useQuery({
    queryKey: proceduresKey,
    queryFn: ({ signal }) => getJson<{ items: readonly ProcedureRow[] }>('/api/procedures', signal),
    staleTime: 5 * 60_000,
  });
