/** An exported record as it came: the action line says where it belongs, the other one is the record. */
export type Pair = {
  /** The broker's partition; undefined when the action line does not say it. */
  readonly partition: number | undefined;
  readonly position: number | undefined;
  /** `PROCESS_INSTANCE`, `USER_TASK`, …, read from the name of the index; "" when that says nothing. */
  readonly valueType: string;
  /** Empty when the line is missing. */
  readonly record: string;
  readonly action: string;
};

const isAction = (line: string): boolean => line.startsWith('{"index":') || line.startsWith('{"create":');
const PLACE = /"_id":"(\d{1,9})-(\d{1,15})"/;
const INDEX = /"_index":"[^"_]*_([a-z-]+)_/;

const pairOf = (action: string, record: string): Pair => {
  const place = PLACE.exec(action);
  return {
    partition: place ? Number(place[1]) : undefined,
    position: place ? Number(place[2]) : undefined,
    valueType: INDEX.exec(action)?.[1]?.toUpperCase().replaceAll('-', '_') ?? '',
    record,
    action,
  };
};

const LINE_END = 10;

/**
 * The pairs of a bulk, in order. Each line is a text of its own: most hold ASCII only, and one name in Vietnamese would double the size of all
 * of them. A line whose partner is missing makes a pair of its own, so that one lost line does not shift all that follow.
 */
export function* readPairs(body: Buffer): Generator<Pair> {
  let action: string | undefined;
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(LINE_END, start);
    const end = found < 0 ? body.length : found;
    const line = body.toString('utf8', start, end);
    start = end + 1;
    if (line.trim() === '') continue;
    if (!isAction(line)) {
      yield pairOf(action ?? '', line);
      action = undefined;
    } else {
      if (action !== undefined) yield pairOf(action, '');
      action = line;
    }
  }
  if (action !== undefined) yield pairOf(action, '');
}
