/** Stands for what PostgreSQL does not know. */
export const UNKNOWN_CHARACTER = '\ufffd';

/**
 * JSON text that PostgreSQL takes apart without an error. It knows neither U+0000 nor half a surrogate pair, both of which a
 * JSON body may hold; they become U+FFFD. A pair of backslashes is matched first, so that a typed "\u0000" stays as it is.
 */
export const jsonForPostgres = (value: unknown): string =>
  JSON.stringify(value).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) =>
    found === '\\\\' ? found : UNKNOWN_CHARACTER,
  );
