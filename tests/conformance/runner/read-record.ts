import type { EngineRecord } from '../../../core/contracts/engine-record.ts';

type Sent = {
  readonly partitionId: number;
  readonly position: number;
  readonly key: number;
  readonly timestamp: number;
  readonly valueType: string;
  readonly intent: string;
  readonly value: Readonly<Record<string, unknown>>;
};

/** Objects of users, whose fields mean nothing here. */
const foreign = new Set(['variables', 'customHeaders']);
const isKey = (name: string): boolean => name === 'key' || name.endsWith('Key');

const withTextKeys = (value: unknown, name = ''): unknown => {
  if (typeof value === 'number') return isKey(name) ? String(value) : value;
  if (typeof value !== 'object' || value === null || foreign.has(name)) return value;
  if (Array.isArray(value)) return value.map((each) => withTextKeys(each, name));
  return Object.fromEntries(Object.entries(value).map(([each, inner]) => [each, withTextKeys(inner, each)]));
};

/**
 * A record as the exporter of a broker with one partition sends it; such keys are exact as numbers.
 * @param line JSON
 */
export const readRecord = (line: string): EngineRecord => {
  const { partitionId, position, key, timestamp, valueType, intent, value } = JSON.parse(line) as Sent;
  return {
    partitionId,
    position: String(position),
    key: String(key),
    timestamp,
    valueType,
    intent,
    value: withTextKeys(value) as EngineRecord['value'],
  };
};

/** Records of a bulk: every second line is one, the lines between say where it belongs. */
export const readBulk = (body: string): readonly EngineRecord[] =>
  body
    .split('\n')
    .filter((line, index) => index % 2 === 1 && line !== '')
    .map(readRecord);
