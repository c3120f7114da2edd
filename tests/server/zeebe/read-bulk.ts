import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Version = '8.5.8' | '8.6.0';

/** An exported record: the two lines as a broker has sent them. */
export type RawPair = readonly [action: string, record: string];

/** Recorded bulks of a broker (bytes as sent, apart from the names of people) as pairs in the order of delivery. */
export const readBulk = (version: Version, name: string): RawPair[] => {
  const lines = readFileSync(join(import.meta.dirname, 'bulks', version, `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  return Array.from({ length: lines.length / 2 }, (_, index) => [lines[index * 2] ?? '', lines[index * 2 + 1] ?? '']);
};

export const bodyOf = (pairs: readonly RawPair[]): string => pairs.map((pair) => `${pair.join('\n')}\n`).join('');

/** One run of broker 8.5.8, in the order in which it took place. */
export const oneRun = (): RawPair[] =>
  [
    '01-deploy-bundle',
    '02-native-user-task',
    '03-job-user-task',
    '04-timers',
    '05-messages',
    '06-signals-escalation-error',
    '07-decision',
    '08-incidents',
    '09-call-multi-cancel',
    '11b-modify-closes-task',
  ].flatMap((name) => readBulk('8.5.8', name));

/** The same records as another partition of the broker would tell them: with its number and its keys. */
export const onPartition = (pairs: readonly RawPair[], partition: number): RawPair[] => {
  const shift = BigInt(partition - 1) << 51n;
  const keys = (text: string): string =>
    text.replace(/(\w*[kK]ey)":(\d{16})(?=[,}])/g, (_, name: string, key: string) => `${name}":${BigInt(key) + shift}`);
  return pairs.map(([action, record]) => [
    action.replace('"routing":"1"', `"routing":"${partition}"`).replace('"_id":"1-', `"_id":"${partition}-`),
    keys(record.replace('"partitionId":1,', `"partitionId":${partition},`)),
  ]);
};

/** A pair as a broker writes it, of a record made up for a test. */
export const pairOf = (
  record: { readonly partitionId: number; readonly position: number; readonly valueType: string } & Record<
    string,
    unknown
  >,
): RawPair => {
  const index = `zeebe-record_${record.valueType.toLowerCase().replaceAll('_', '-')}_8.5.8_2026-11-23`;
  const place = { _index: index, _id: `${record.partitionId}-${record.position}`, routing: String(record.partitionId) };
  return [JSON.stringify({ index: place }), JSON.stringify({ recordType: 'EVENT', ...record })];
};
