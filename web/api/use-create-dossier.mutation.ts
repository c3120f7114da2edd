import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FromSchema } from '../../core/contracts/schema.ts';
import type { CreateDossierBody, dossierCreatedView } from '../../core/contracts/dossier.ts';
import { sendJson } from './request.ts';
import { dossiersKey } from './use-dossiers.query.ts';

export type DossierCreated = FromSchema<typeof dossierCreatedView>;
/** One `attempt` per filing: sent twice on a bad line it still makes one dossier. */
export type Filing = { readonly body: CreateDossierBody; readonly attempt: string };

export const useCreateDossier = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, attempt }: Filing) =>
      sendJson<DossierCreated>('POST', '/api/dossiers', body, { headers: { 'Idempotency-Key': attempt } }),
    onSuccess: () => client.invalidateQueries({ queryKey: dossiersKey }),
  });
};
