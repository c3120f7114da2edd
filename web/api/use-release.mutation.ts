import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CreateReleaseBody } from '../../core/contracts/procedure.ts';
import { sendJson } from './request.ts';
import { proceduresKey } from './use-procedures.query.ts';

export const useRelease = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateReleaseBody) => sendJson<void>('POST', '/api/releases', body, { timeoutMs: 60_000 }),
    onSuccess: () => client.invalidateQueries({ queryKey: proceduresKey }),
  });
};
