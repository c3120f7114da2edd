import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { Query } from '../engine/query.ts';
import { columnOf, selectionOf } from './column-names.ts';
import { createDraft, type Draft } from './draft.ts';
import { keyField, parseJsonText, textField } from './record-fields.ts';
import { tables, type RowOf, type TableName } from './tables.ts';

type Loader = <N extends TableName>(
  name: N,
  column: keyof RowOf<N> & string,
  values: Iterable<string>,
  condition?: string,
) => Promise<void>;

type KeyedTable = 'processInstance' | 'elementInstance' | 'userTask' | 'job' | 'incident' | 'timer' | 'messageWait';
/** The first record of each kind of thing. */
const BIRTHS: Readonly<Record<string, string>> = {
  PROCESS_INSTANCE: 'ELEMENT_ACTIVATING',
  JOB: 'CREATED',
  USER_TASK: 'CREATED',
  INCIDENT: 'CREATED',
  TIMER: 'CREATED',
  PROCESS_MESSAGE_SUBSCRIPTION: 'CREATED',
};
/** @returns loads rows by the values of one column, none when there are no values */
const loaderOf =
  (draft: Draft, query: Query): Loader =>
  async (name, column, values, condition) => {
    const wanted = [...new Set(values)];
    if (wanted.length === 0) return;
    const more = condition === undefined ? '' : ` and ${condition}`;
    const rows = await query<RowOf<typeof name>>(
      `load_${name}_${column}`,
      `select ${selectionOf(name)} from ${tables[name].name} where ${columnOf(column)} = any($1::text[])${more}`,
      [wanted],
    );
    for (const row of rows) draft[name].load(row);
  };

const keysOf = (records: readonly EngineRecord[], valueType: string): string[] =>
  records.flatMap((record) => (record.valueType === valueType ? [record.key] : []));
const ofType = (records: readonly EngineRecord[], valueType: string): EngineRecord[] =>
  records.filter((record) => record.valueType === valueType);
const fieldsOf = (records: readonly EngineRecord[], ...names: readonly string[]): string[] =>
  records.flatMap(({ value }) => names.flatMap((name) => keyField(value, name) ?? []));

/** Rows of what the records speak of. Nothing is stored of what begins in this batch, so most of a busy feed asks for nothing. */
const loadByKey = async (load: Loader, records: readonly EngineRecord[]): Promise<void> => {
  const born = new Set(records.flatMap(({ key, valueType, intent }) => (BIRTHS[valueType] === intent ? [key] : [])));
  const loadOlder = (name: KeyedTable, keys: readonly string[]): Promise<void> =>
    load(
      name,
      'key',
      keys.filter((key) => !born.has(key)),
    );
  const incidents = ofType(records, 'INCIDENT');
  const jobs = keysOf(records, 'JOB');
  await load('processDefinition', 'key', keysOf(records, 'PROCESS'));
  await loadOlder('processInstance', fieldsOf(records, 'processInstanceKey', 'parentProcessInstanceKey'));
  await loadOlder('elementInstance', [
    ...keysOf(records, 'PROCESS_INSTANCE'),
    ...fieldsOf(incidents, 'elementInstanceKey'),
  ]);
  await loadOlder('userTask', [...keysOf(records, 'USER_TASK'), ...jobs]);
  await loadOlder('job', [...jobs, ...fieldsOf(incidents, 'jobKey')]);
  await loadOlder('incident', keysOf(records, 'INCIDENT'));
  await loadOlder('timer', keysOf(records, 'TIMER'));
  await loadOlder('messageWait', keysOf(records, 'PROCESS_MESSAGE_SUBSCRIPTION'));
};

const leaves = new Set(['ELEMENT_COMPLETED', 'ELEMENT_TERMINATED', 'ELEMENT_MIGRATED']);
/** What hangs on elements that end or migrate in this batch. Of those that began in it as well, nothing is stored. */
const loadByElement = async (draft: Draft, load: Loader, records: readonly EngineRecord[]): Promise<void> => {
  const ended = keysOf(
    records.filter(({ intent }) => leaves.has(intent)),
    'PROCESS_INSTANCE',
  ).filter((key) => draft.elementInstance.find(key));
  await load('userTask', 'elementInstanceKey', ended);
  await load('job', 'elementInstanceKey', ended);
  await load('timer', 'elementInstanceKey', ended);
  await load('messageWait', 'elementInstanceKey', ended);
};

const named = (records: readonly EngineRecord[]): EngineRecord[] =>
  records.filter(({ valueType, value }) => valueType === 'VARIABLE' && value['name'] === 'dossierId');

/** Names of dossiers: stored before the start of their instance, or coming after it. Then what the instance did so far is theirs as well. */
const loadDossierNames = async (draft: Draft, load: Loader, records: readonly EngineRecord[]): Promise<void> => {
  const started = records.flatMap(({ key, value }) => (value['bpmnElementType'] === 'PROCESS' ? [key] : []));
  await load('variable', 'scopeKey', started, `name = 'dossierId'`);
  const late = fieldsOf(named(records), 'processInstanceKey').filter(
    (key) => draft.processInstance.find(key)?.dossierId === null,
  );
  await load('elementInstance', 'processInstanceKey', late);
  await load('incident', 'processInstanceKey', late);
  const elements = late.flatMap((key) => draft.elementInstance.listBy('processInstanceKey', key));
  await load(
    'userTask',
    'elementInstanceKey',
    elements.map(({ key }) => key),
  );
};

/** Dossiers that the records may touch. */
export const dossierIdsOf = (draft: Draft, records: readonly EngineRecord[]): string[] => {
  const known = [...draft.processInstance.list(), ...draft.elementInstance.list()].map((row) => row.dossierId);
  const stored = [...draft.variable.list()].map((row) => parseJsonText(row.value));
  const told = named(records).map(({ value }) => parseJsonText(textField(value, 'value')));
  const ids = [...known, ...stored, ...told].filter((id) => typeof id === 'string' && id !== '') as string[];
  return [...new Set(ids)];
};

const loadDossiers = async (load: Loader, ids: readonly string[]): Promise<void> => {
  await load('dossierProgress', 'dossierId', ids);
  await load('dossierPause', 'dossierId', ids);
  // Open tasks show the due date of their dossier.
  await load('userTask', 'dossierId', ids, 'ended_at is null');
};

/** Every stored row that a record of the batch may change or ask for. */
export const loadDraft = async (query: Query, records: readonly EngineRecord[]): Promise<Draft> => {
  const draft = createDraft();
  const load = loaderOf(draft, query);
  await loadByKey(load, records);
  await loadByElement(draft, load, records);
  await loadDossierNames(draft, load, records);
  await loadDossiers(load, dossierIdsOf(draft, records));
  return draft;
};
