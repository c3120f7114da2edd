import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendJson } from './request.ts';
import { engineKey } from './use-engine-state.query.ts';

/** `resolve` sets a stopped process going again; the others are about a refused command. */
export type DeskAct = { readonly kind: 'resolve' | 'retry' | 'dismiss'; readonly key: string };

const pathOf = ({ kind, key }: DeskAct): string =>
  kind === 'resolve' ? `/api/incidents/${key}/resolve` : `/api/engine/refused/${key}/${kind}`;

/** What an administrator does about one row. A refusal too means that the list has changed. */
export const useDeskAct = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: DeskAct) => sendJson<void>('POST', pathOf(act)),
    onSettled: () => client.invalidateQueries({ queryKey: engineKey }),
  });
};
