/** What the server takes, told before anything is sent. */
export const acceptedTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export const largestFile = 20 * 1024 * 1024;

/** Why a file cannot be sent; undefined = it can. The server looks into the bytes once more. */
export const checkFile = ({ size, type }: { readonly size: number; readonly type: string }): 'empty' | 'tooLarge' | 'wrongType' | undefined => {
  if (size === 0) return 'empty';
  if (size > largestFile) return 'tooLarge';
  return (acceptedTypes as readonly string[]).includes(type) ? undefined : 'wrongType';
};
