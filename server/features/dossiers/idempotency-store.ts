import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { ConflictError } from '../../shared/errors.ts';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, canonical(inner)]),
  );
};
const hashOf = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(body)))
    .digest('hex');

type Request = { readonly personId: string; readonly key: string; readonly body: unknown };
type Known<T> = { readonly bodyHash: string; readonly answer: T };
const sameAnswer = <T>({ bodyHash, answer }: Known<T>, body: unknown): T => {
  if (bodyHash !== hashOf(body))
    throw new ConflictError('Mã Idempotency-Key này đã được dùng cho một nội dung khác; tạo mã mới');
  return answer;
};

/** The only writer of idempotency: a request that is sent again on a bad line gets the answer of the first time. */
export const createIdempotencyStore = (db: Knex) => ({
  /** The answer of an earlier request with this key. @throws ConflictError the key was used for another body */
  async find<T extends object>({ personId, key, body }: Request): Promise<T | undefined> {
    const known = await db('idempotency').where({ personId, key }).first<Known<T> | undefined>('bodyHash', 'answer');
    return known && sameAnswer(known, body);
  },

  /**
   * Runs `act` once per person and key. A second request with this key waits for the first one to commit.
   * @param answer what is answered then, and to every repeat
   * @throws ConflictError the key was used for another body
   */
  async once<T extends object>(
    tx: Knex.Transaction,
    request: Request & { readonly now: number },
    answer: T,
    act: () => Promise<void>,
  ): Promise<T> {
    const { personId, key, now } = request;
    const bodyHash = hashOf(request.body);
    const [claimed] = await tx('idempotency')
      .insert({ personId, key, bodyHash, answer: JSON.stringify(answer), createdAt: new Date(now) })
      .onConflict(['person_id', 'key'])
      .ignore()
      .returning<{ key: string }[]>('key');
    if (!claimed)
      return sameAnswer(
        await tx('idempotency').where({ personId, key }).first<Known<T>>('bodyHash', 'answer'),
        request.body,
      );
    await act();
    return answer;
  },

  /** Keys are kept long enough for any repeat: days, not for ever. */
  async removeBefore(tx: Knex, before: Date): Promise<void> {
    await tx('idempotency').where('createdAt', '<', before).delete();
  },
});
export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;
