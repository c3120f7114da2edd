import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRecord } from '../../../core/contracts/engine-record.ts';

const folder = join(import.meta.dirname, '../../fixtures/zeebe-records');

/** Records that a Zeebe broker exported, in the order of delivery. */
export const readFixture = (version: '8.5.8' | '8.6.0', name: string): EngineRecord[] =>
  readFileSync(join(folder, version, `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EngineRecord);

/** Records of one root process instance get a place in a partition, as an engine would give it. */
export const numbered = (
  records: readonly Omit<EngineRecord, 'partitionId' | 'position'>[],
  partitionId = 1,
): EngineRecord[] => records.map((record, index) => ({ ...record, partitionId, position: String(index + 1) }));
