const [QUOTE, BACKSLASH, OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST, COMMA] = [...'"\\{}[],'].map((sign) =>
  sign.charCodeAt(0),
);

/** @returns the place after the string that begins at `start` */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  throw new SyntaxError('A text does not end');
};

/** @returns the place of the comma or bracket after the value that begins at `start` */
const endOfValue = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(text, at) - 1;
    else if (sign === OPEN_OBJECT || sign === OPEN_LIST) depth++;
    else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      if (depth === 0) return at;
      depth--;
    } else if (sign === COMMA && depth === 0) return at;
  }
  throw new SyntaxError('A value does not end');
};

/**
 * Fields of a JSON object as they are written, by name: numbers keep all their digits. Looks at the outermost level only; that the values
 * are well-formed is left to whoever reads them.
 * @throws SyntaxError the text is no JSON object
 */
export const topLevelFields = (text: string): Map<string, string> => {
  const fields = new Map<string, string>();
  const body = text.trim();
  if (body.charCodeAt(0) !== OPEN_OBJECT) throw new SyntaxError('Not an object');
  let at = 1;
  let open = true;
  while (at < body.length) {
    at = body.indexOf('"', at);
    if (at < 0) break;
    const nameEnd = endOfString(body, at);
    const name = body.slice(at + 1, nameEnd - 1);
    const colon = body.indexOf(':', nameEnd);
    if (colon < 0 || body.slice(nameEnd, colon).trim() !== '') throw new SyntaxError(`No value after a name`);
    const end = endOfValue(body, colon + 1);
    fields.set(name, body.slice(colon + 1, end).trim());
    at = end + 1;
    open = body.charCodeAt(end) === COMMA;
    if (!open) break;
  }
  if (open || at !== body.length) throw new SyntaxError('The object does not end where the line does');
  return fields;
};
