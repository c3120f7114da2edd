import type { Knex } from 'knex';
import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import { createDraft, type Draft } from './draft.ts';
import { keyField, parseJsonText, textField } from './record-fields.ts';
import { tables, type RowOf, type TableName } from './tables.ts';

const load = async <N extends TableName>(
  draft: Draft,
  tx: Knex,
  name: N,
  column: keyof RowOf<N> & string,
  values: Iterable<string>,
): Promise<void> => {
  const wanted = [...new Set(values)];
  if (wanted.length === 0) return;
  const { columns } = tables[name];
  const rows = (await tx(tables[name].name)
    .select(Object.keys(columns))
    .whereRaw('?? = any(?)', [column, wanted])) as RowOf<N>[];
  for (const row of rows) draft[name].load(row);
};

const keysOf = (records: readonly EngineRecord[], valueType: string): string[] =>
  records.flatMap((record) => (record.valueType === valueType ? [record.key] : []));
const fieldsOf = (records: readonly EngineRecord[], ...names: readonly string[]): string[] =>
  records.flatMap(({ value }) => names.flatMap((name) => keyField(value, name) ?? []));

const loadByKey = async (draft: Draft, tx: Knex, records: readonly EngineRecord[]): Promise<void> => {
  const elements = keysOf(records, 'PROCESS_INSTANCE');
  await load(draft, tx, 'processDefinition', 'key', keysOf(records, 'PROCESS'));
  await load(draft, tx, 'processInstance', 'key', fieldsOf(records, 'processInstanceKey', 'parentProcessInstanceKey'));
  await load(draft, tx, 'elementInstance', 'key', [...elements, ...fieldsOf(records, 'elementInstanceKey')]);
  await load(draft, tx, 'userTask', 'key', [...keysOf(records, 'USER_TASK'), ...keysOf(records, 'JOB')]);
  await load(draft, tx, 'job', 'key', [...keysOf(records, 'JOB'), ...fieldsOf(records, 'jobKey')]);
  await load(draft, tx, 'incident', 'key', keysOf(records, 'INCIDENT'));
  await load(draft, tx, 'timer', 'key', keysOf(records, 'TIMER'));
  await load(draft, tx, 'messageWait', 'key', keysOf(records, 'PROCESS_MESSAGE_SUBSCRIPTION'));
};

const leaves = new Set(['ELEMENT_COMPLETED', 'ELEMENT_TERMINATED', 'ELEMENT_MIGRATED']);
/** What hangs on elements that end or migrate in this batch. */
const loadByElement = async (draft: Draft, tx: Knex, records: readonly EngineRecord[]): Promise<void> => {
  const ended = keysOf(
    records.filter(({ intent }) => leaves.has(intent)),
    'PROCESS_INSTANCE',
  );
  await load(draft, tx, 'userTask', 'elementInstanceKey', ended);
  await load(draft, tx, 'job', 'elementInstanceKey', ended);
  await load(draft, tx, 'timer', 'elementInstanceKey', ended);
  await load(draft, tx, 'messageWait', 'elementInstanceKey', ended);
};

/** The variable that names a dossier may stand in an earlier batch than the start of its instance. */
const loadDossierNames = async (draft: Draft, tx: Knex, records: readonly EngineRecord[]): Promise<void> => {
  const started = records.flatMap(({ key, value }) => (value['bpmnElementType'] === 'PROCESS' ? [key] : []));
  if (started.length === 0) return;
  const rows: RowOf<'variable'>[] = await tx('variable')
    .select(Object.keys(tables.variable.columns))
    .where('name', 'dossierId')
    .whereRaw('scope_key = any(?)', [started]);
  for (const row of rows) draft.variable.load(row);
};

/** Dossiers that the records may touch. */
export const dossierIdsOf = (draft: Draft, records: readonly EngineRecord[]): string[] => {
  const known = [...draft.processInstance.list(), ...draft.elementInstance.list()].map((row) => row.dossierId);
  const stored = [...draft.variable.list()].map((row) => parseJsonText(row.value));
  const named = records.map(({ valueType, value }) =>
    valueType === 'VARIABLE' && value['name'] === 'dossierId' ? parseJsonText(textField(value, 'value')) : null,
  );
  const ids = [...known, ...stored, ...named].filter((id) => typeof id === 'string' && id !== '') as string[];
  return [...new Set(ids)];
};

/** Open tasks show the due date of their dossier. */
const loadOpenTasks = async (draft: Draft, tx: Knex, dossierIds: readonly string[]): Promise<void> => {
  if (dossierIds.length === 0) return;
  const rows: RowOf<'userTask'>[] = await tx('user_task')
    .select(Object.keys(tables.userTask.columns))
    .whereNull('ended_at')
    .whereRaw('dossier_id = any(?)', [[...dossierIds]]);
  for (const row of rows) draft.userTask.load(row);
};

const loadDossiers = async (draft: Draft, tx: Knex, ids: readonly string[]): Promise<void> => {
  await load(draft, tx, 'dossierProgress', 'dossierId', ids);
  await load(draft, tx, 'dossierPause', 'dossierId', ids);
  await loadOpenTasks(draft, tx, ids);
};

/** Every stored row that a record of the batch may change or ask for. */
export const loadDraft = async (tx: Knex, records: readonly EngineRecord[]): Promise<Draft> => {
  const draft = createDraft();
  await loadByKey(draft, tx, records);
  await loadByElement(draft, tx, records);
  await loadDossierNames(draft, tx, records);
  await loadDossiers(draft, tx, dossierIdsOf(draft, records));
  return draft;
};
