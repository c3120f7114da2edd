import { documentLimits } from '../../../core/contracts/document.ts';

const MAX_LENGTH = 150;

const typeOf = (mime: string) => documentLimits.types.find((type) => type.mime === mime);

/**
 * A name to keep and to show: last part of a path, composed letters, no control or direction characters, with the ending of
 * the real type.
 */
export const cleanFileName = (given: string, mime: string): string => {
  const base = given
    .normalize('NFC')
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const stem =
    base
      .replace(/\.[^.]{0,8}$/, '')
      .replace(/^\.+/, '')
      .slice(0, MAX_LENGTH)
      .trim() || 'tai-lieu';
  return `${stem}.${typeOf(mime)?.extension ?? 'bin'}`;
};

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** RFC 6266: an ASCII name for old readers, the real one in UTF-8. */
export const contentDisposition = (kind: 'inline' | 'attachment', name: string): string => {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encode(name)}`;
};
