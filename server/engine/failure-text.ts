/**
 * What a failed job says about its failure, for the engine and for people who look at incidents. PostgreSQL puts values of rows into its
 * messages, and the statement with all its values stands before them, so of its errors only the code is told.
 */
export const failureText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { severity, code } = error as Error & { severity?: unknown; code?: unknown };
  return severity === undefined ? error.message : `PostgreSQL ${String(code)}`;
};
