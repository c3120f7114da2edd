import type { BufferedMessage } from '../../../core/interpreter/api.ts';
import type { Variables } from '../../../core/contracts/json.ts';
import type { Query } from '../query.ts';

type MessageRow = {
  readonly key: string;
  readonly name: string;
  readonly correlation_key: string;
  readonly message_id: string;
  readonly variables: Variables;
  readonly expires_at: string;
  readonly correlated_to: readonly string[];
};

const toMessage = (row: MessageRow): BufferedMessage => ({
  key: row.key,
  name: row.name,
  correlationKey: row.correlation_key,
  messageId: row.message_id,
  variables: row.variables,
  expiresAt: Number(row.expires_at),
  correlatedTo: row.correlated_to,
});

/** @param hashText (name, correlation key): two commands that publish or subscribe the same must see each other */
export const createMessageStore = (query: Query) => ({
  findMessages: async (name: string, correlationKey: string, now: number): Promise<BufferedMessage[]> => {
    // Publishing and subscribing at once would miss each other without this lock; it ends with the transaction.
    await query('message_lock', `select pg_advisory_xact_lock(771002, hashtext($1 || chr(1) || $2))`, [
      name,
      correlationKey,
    ]);
    const rows = await query<MessageRow>(
      'messages',
      `select * from engine_message where name = $1 and correlation_key = $2 and expires_at > $3 order by length(key), key`,
      [name, correlationKey, now],
    );
    return rows.map(toMessage);
  },
});
