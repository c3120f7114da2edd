export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };
/** Process variables, dossier data, form data: a JSON object. */
export type Variables = { [name: string]: JsonValue };
