/** A record that cannot be worked on, whatever the state of the database: trying again does not help. */
export class ContentError extends Error {}

/**
 * SQLSTATE classes 22 (data that a type does not hold) and 54 (larger or deeper than PostgreSQL allows), and a value missing where one must
 * be. Everything else (connection, deadlock, time-out, no space, a missing table) may pass or be put right.
 */
const CONTENT = /^(22|54)...$|^23502$/;

/** Whether a failure is the fault of the records at hand. */
export const isContentError = (error: unknown): boolean =>
  error instanceof ContentError || CONTENT.test(String((error as { code?: unknown } | null)?.code));

/** Why, without the contents: PostgreSQL puts values into its messages. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof ContentError) return error.message;
  return `PostgreSQL ${String((error as { code?: unknown } | null)?.code)}`;
};
