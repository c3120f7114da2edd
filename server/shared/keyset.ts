import { BadRequestError } from './errors.ts';

/** Where a list goes on: the last row's instant and id. */
export type Keyset = { readonly at: Date; readonly id: string };

/** Opaque text for callers. */
export const writeKeyset = ({ at, id }: Keyset): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** As `writeKeyset` makes it: an instant that the database knows too, and an id. */
const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\w-]{1,100})$/;

/** Ids that the database counts. */
export const counted = /^\d{1,18}$/;

/** @param idForm what ids of this list look like @throws BadRequestError not one of ours */
export const readKeyset = (text: string | undefined, idForm = /^/): Keyset | undefined => {
  if (text === undefined) return undefined;
  const [, instant = '', id = ''] = form.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()) || id === '' || !idForm.test(id))
    throw new BadRequestError('Tham số after không đúng; lấy lại danh sách từ đầu');
  return { at, id };
};

/** A page from one row more than asked for. */
export const toPage = <R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => Keyset,
  map: (row: R) => T,
): { items: T[]; next: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(map), next: rows.length > limit && last ? writeKeyset(keyOf(last)) : null };
};
