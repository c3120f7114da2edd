import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson, setCsrfToken } from './request.ts';
import { sessionKey } from './use-session.query.ts';

/** Ends the session; what another person must not see leaves the page's memory at once. */
export const useSignOut = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sendJson<void>('DELETE', '/api/session'),
    onSuccess: () => {
      setCsrfToken(undefined);
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
};
