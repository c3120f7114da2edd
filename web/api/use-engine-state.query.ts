import { useQuery } from '@tanstack/react-query';
import type { EngineDeskView } from '../../core/contracts/engine-state.ts';
import { getJson } from './request.ts';

/** Everything of the process system is kept below this key. */
export const engineKey = ['engine'] as const;
const LIVE_MS = 5_000;
const CALM_MS = 60_000;

type Options = { readonly enabled?: boolean; /** The page about it is open. */ readonly live?: boolean };

/** For administrators. No message tells of changes here, so it is asked for again and again. */
export const useEngineState = ({ enabled = true, live = false }: Options) =>
  useQuery({
    queryKey: [...engineKey, 'state'],
    queryFn: ({ signal }) => getJson<EngineDeskView>('/api/engine', signal),
    enabled,
    refetchInterval: live ? LIVE_MS : CALM_MS,
  });
