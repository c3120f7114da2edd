import { documentLimits } from '../../../core/contracts/document.ts';
import { uploadDocument } from '../../api/upload-document.ts';

/** What a form keeps of a document. */
export type FileReference = { readonly documentId: string; readonly name: string; readonly size: number };

/** Sends one file at once; `onProgress` gets the share sent, 0 to 1. */
export type Upload = (file: File, onProgress: (share: number) => void) => Promise<FileReference>;

export const uploadFile: Upload = async (file, onProgress) => {
  const { id, name, size } = await uploadDocument(file, onProgress);
  return { documentId: id, name, size };
};

export const megabytes = documentLimits.maxBytes / (1024 * 1024);
export const typeNames = documentLimits.types.map(({ label }) => label).join(', ');
/** Endings as well as types: some systems do not know HEIC. */
export const acceptedFiles = documentLimits.types.flatMap(({ mime, extension }) => [mime, `.${extension}`]).join(',');

/** Why a file need not be sent at all; undefined = send it. The server looks into the bytes. */
export const refuseFile = ({ size }: { readonly size: number }): 'empty' | 'tooLarge' | undefined => {
  if (size === 0) return 'empty';
  return size > documentLimits.maxBytes ? 'tooLarge' : undefined;
};
