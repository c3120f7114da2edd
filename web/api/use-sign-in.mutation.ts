import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SessionView, SignInBody } from '../../core/contracts/session.ts';
import { sendJson } from './request.ts';
import { readSession, sessionKey } from './use-session.query.ts';

/** Signs in and reads the session again, so that the token for writes is the one of the new session. */
export const useSignIn = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SignInBody): Promise<SessionView | null> => {
      await sendJson('POST', '/api/session', body);
      return readSession();
    },
    onSuccess: (session) => {
      // What another account has read must go; the session itself stays, since the page is watching it.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
      client.setQueryData(sessionKey, session);
    },
  });
};
