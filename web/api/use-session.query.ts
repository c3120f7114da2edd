import { useQuery } from '@tanstack/react-query';
import type { SessionView } from '../../core/contracts/session.ts';
import { ApiProblem } from './api-problem.ts';
import { getJson, setCsrfToken } from './request.ts';

export const sessionKey = ['session'] as const;

/** Session of this browser; null = nobody is signed in. */
export const readSession = async (signal?: AbortSignal): Promise<SessionView | null> => {
  try {
    const session = await getJson<SessionView>('/api/session', signal);
    setCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) {
      setCsrfToken(undefined);
      return null;
    }
    throw error;
  }
};

export const useSession = () =>
  useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => readSession(signal), staleTime: 60_000 });
