const base64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
};

/** UTF-8 bytes of a text as base64, as resources stand in records. */
export const encodeResource = (text: string): string => base64(new TextEncoder().encode(text));

/** SHA-256 of a text's UTF-8 bytes, base64. */
export const computeChecksum = async (text: string): Promise<string> =>
  base64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
