/** Names of the parts; the letters name a combination of them within PostgreSQL's 63 characters. */
const letters = {
  instances: 'i',
  ended: 'e',
  scopes: 's',
  scopesEnded: 't',
  waits: 'w',
  waitsClosed: 'x',
  messages: 'm',
  messagesClosed: 'n',
  definitions: 'd',
  decisions: 'g',
  place: 'p',
  records: 'r',
} as const;

/** One part of the statement that writes a command's changes: a CTE and the parameters it takes. */
export type Part = {
  readonly name: keyof typeof letters;
  readonly sql: (first: number) => string;
  readonly values: readonly unknown[];
};

/** Joins the parts that have something to write into one statement: one round trip per command. */
export const joinParts = (parts: readonly Part[]): { name: string; text: string; values: unknown[] } => {
  const values: unknown[] = [];
  const ctes = parts.map((part) => {
    const sql = part.sql(values.length + 1);
    values.push(...part.values);
    return `${part.name} as (${sql})`;
  });
  return {
    name: `write_${parts.map((part) => letters[part.name]).join('')}`,
    text: `with ${ctes.join(',\n')} select 1 as done`,
    values,
  };
};
