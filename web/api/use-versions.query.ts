import { useQuery } from '@tanstack/react-query';
import type { VersionRow } from '../../core/contracts/procedure.ts';
import { getJson } from './request.ts';
import { proceduresKey } from './use-procedures.query.ts';

export const versionsKey = (code: string) => [...proceduresKey, code, 'versions'] as const;

export const useVersions = (code: string) =>
  useQuery({
    queryKey: versionsKey(code),
    queryFn: ({ signal }) =>
      getJson<{ items: readonly VersionRow[] }>(`/api/procedures/${encodeURIComponent(code)}/versions`, signal),
  });
