/** Base of every FEEL value that is not plain JSON, so that a JSON object can never be taken for one of them. */
export abstract class FeelObject {
  abstract readonly kind: ValueKind;
}

export type ValueKind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'context'
  | 'date'
  | 'local time'
  | 'zoned time'
  | 'local date time'
  | 'zoned date time'
  | 'years and months duration'
  | 'days and time duration'
  | 'range'
  | 'function'
  | 'error';
