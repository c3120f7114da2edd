import type { Knex } from 'knex';
import { onlyValid } from './only-valid.ts';

export type PersonRow = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly kind: 'citizen' | 'staff';
  readonly passwordHash: string;
  readonly profile: Readonly<Record<string, string | null>>;
};
/** Who a token belongs to, with all their roles. */
export type SessionRow = Omit<PersonRow, 'passwordHash'> & {
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly roles: { role: string; unit: string; unitName: string }[];
};
export type SessionKind = 'session' | 'api_token';
type NewSession = {
  readonly tokenHash: string;
  readonly personId: string;
  readonly csrfToken: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** The only writer of session and api_token. */
export const createPeopleStore = (db: Knex) => ({
  async findByUsername(username: string, at: number): Promise<PersonRow | undefined> {
    return db('person').where({ username }).modify(onlyValid, at).first<PersonRow | undefined>();
  },

  async addSession(kind: SessionKind, session: NewSession): Promise<void> {
    await db(kind).insert(session);
  },

  /** The person behind a token that has not expired, with roles and the units below theirs. */
  async findBySession(kind: SessionKind, tokenHash: string, at: number): Promise<SessionRow | undefined> {
    return db(`${kind} as s`)
      .join('person', 'person.id', 's.personId')
      .where('s.tokenHash', tokenHash)
      .where('s.expiresAt', '>', new Date(at))
      .modify(onlyValid, at)
      .first<SessionRow | undefined>(
        ...(['person.id', 'person.username', 'person.displayName', 'person.kind', 'person.profile'] as const),
        's.csrfToken',
        's.expiresAt',
        db.raw(`coalesce((select json_agg(json_build_object('role', r.role, 'unit', r.unit_code, 'unitName', unit.name)
            order by r.role, r.unit_code)
          from person_role r join unit on unit.code = r.unit_code where r.person_id = person.id), '[]'::json) as roles`),
      );
  },

  async prolong(tokenHash: string, expiresAt: Date): Promise<void> {
    await db('session').where({ tokenHash }).update({ expiresAt });
  },
  async removeSession(tokenHash: string): Promise<void> {
    await db('session').where({ tokenHash }).delete();
  },
  async removeExpired(at: number): Promise<void> {
    for (const kind of ['session', 'api_token']) await db(kind).where('expiresAt', '<', new Date(at)).delete();
  },

  /** These units and every unit below them. */
  async listUnitsBelow(codes: readonly string[]): Promise<string[]> {
    const { rows } = await db.raw<{ rows: { code: string }[] }>(
      `with recursive below as (select code from unit where code = any(:codes) union select u.code from unit u join below b on u.parent = b.code) select code from below`,
      { codes: [...codes] },
    );
    return rows.map(({ code }) => code);
  },
});
export type PeopleStore = ReturnType<typeof createPeopleStore>;
