/**
 * Keys in the text of a record become strings, digit for digit: a JavaScript number loses the last ones of keys of partitions above 3.
 * A name inside a text stands between escaped quotes, so only real fields are met.
 */
export const quoteKeys = (json: string): string => json.replace(/"(\w*[kK]ey)":(\d{16,19})(?=[,}])/g, '"$1":"$2"');

/** What PostgreSQL does not know inside a text (U+0000, half a surrogate pair) becomes U+FFFD. Pairs of backslashes come first, so that a typed "\u0000" stays. */
export const cleanEscapes = (json: string): string =>
  json.includes('\\u')
    ? json.replace(/\\\\|\\u0000|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|\\ud[89a-f][0-9a-f]{2}/gi, (found) =>
        found === '\\\\' || found.length === 12 ? found : '\ufffd',
      )
    : json;
