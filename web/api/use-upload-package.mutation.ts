import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FromSchema } from '../../core/contracts/schema.ts';
import type { versionCreatedView } from '../../core/contracts/procedure.ts';
import { sendFile } from './request.ts';
import { proceduresKey } from './use-procedures.query.ts';

export type VersionCreated = FromSchema<typeof versionCreatedView>;
export type PackageUpload = { readonly code: string; readonly file: File };

/** Sends a package (zip). A package with errors is refused as a whole, with all of them. */
export const useUploadPackage = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, file }: PackageUpload) =>
      sendFile<VersionCreated>(`/api/procedures/${encodeURIComponent(code)}/versions`, file, 'application/zip'),
    onSuccess: () => client.invalidateQueries({ queryKey: proceduresKey }),
  });
};
