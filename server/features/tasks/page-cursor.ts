import { createHmac, timingSafeEqual } from 'node:crypto';
import { BadRequestError } from '../../shared/errors.ts';

/** The last row of a page: what the list is ordered by (as PostgreSQL writes it), then the key. */
export type PagePlace = { readonly order: string; readonly key: string };

const MAC_BYTES = 16;

/**
 * Opaque cursors that only this site can make, and that fit only the list they came from: another person, filter or order is
 * refused, since rows would be skipped silently.
 */
export const createPageCursor = (secret: string) => {
  const sign = (body: string, list: string): Buffer =>
    createHmac('sha256', secret).update(`${list.length}:${list}${body}`).digest().subarray(0, MAC_BYTES);
  const refuse = (): never => {
    throw new BadRequestError('Tham số "after" không đúng; mở lại danh sách từ đầu');
  };

  return {
    write(place: PagePlace, list: string): string {
      const body = Buffer.from(JSON.stringify([place.order, place.key])).toString('base64url');
      return `${body}.${sign(body, list).toString('base64url')}`;
    },

    /** @throws BadRequestError changed, or of another list */
    read(cursor: string, list: string): PagePlace {
      const [body = '', mac = ''] = cursor.split('.');
      const [given, expected] = [Buffer.from(mac, 'base64url'), sign(body, list)];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return refuse();
      const [order, key] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string];
      return { order, key };
    },
  };
};
export type PageCursor = ReturnType<typeof createPageCursor>;
