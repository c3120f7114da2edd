import { documentLimits } from '../../core/contracts/document.ts';

/** For the picker: types and endings, since some systems do not know HEIC by its type. */
export const acceptedFiles = documentLimits.types.flatMap(({ mime, extension }) => [mime, `.${extension}`]).join(',');
export const acceptedNames = documentLimits.types.map(({ label }) => label).join(', ');
export const largestMegabytes = documentLimits.maxBytes / (1024 * 1024);

const isKnown = (name: string, type: string): boolean =>
  documentLimits.types.some(({ mime, extension }) => mime === type || name.toLowerCase().endsWith(`.${extension}`));

/** Why a file cannot be sent; undefined = it can. The server looks into the bytes once more. */
export const checkFile = ({
  name,
  size,
  type,
}: {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}): 'empty' | 'tooLarge' | 'wrongType' | undefined => {
  if (size === 0) return 'empty';
  if (size > documentLimits.maxBytes) return 'tooLarge';
  return isKnown(name, type) ? undefined : 'wrongType';
};
