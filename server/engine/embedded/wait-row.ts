import type { Wait } from '../../../core/interpreter/api.ts';

export type WaitRow = {
  readonly key: string;
  readonly kind: Wait['kind'];
  readonly root_key: string | null;
  readonly process_definition_key: string;
  readonly bpmn_process_id: string;
  readonly process_instance_key: string | null;
  readonly element_instance_key: string | null;
  readonly element_id: string;
  readonly name: string;
  readonly correlation_key: string | null;
  /** int8: text. */
  readonly due_at: string | null;
  readonly retries: number | null;
};

export const waitColumns =
  'key, kind, root_key, process_definition_key, bpmn_process_id, process_instance_key, element_instance_key, element_id, name, correlation_key, due_at, retries';

export const toWait = (row: WaitRow): Wait => ({
  key: row.key,
  kind: row.kind,
  rootKey: row.root_key,
  processDefinitionKey: row.process_definition_key,
  bpmnProcessId: row.bpmn_process_id,
  processInstanceKey: row.process_instance_key,
  elementInstanceKey: row.element_instance_key,
  elementId: row.element_id,
  name: row.name,
  correlationKey: row.correlation_key,
  dueAt: row.due_at === null ? null : Number(row.due_at),
  retries: row.retries,
});

export const toWaitRow = (wait: Wait): Omit<WaitRow, 'due_at'> & { due_at: number | null } => ({
  key: wait.key,
  kind: wait.kind,
  root_key: wait.rootKey,
  process_definition_key: wait.processDefinitionKey,
  bpmn_process_id: wait.bpmnProcessId,
  process_instance_key: wait.processInstanceKey,
  element_instance_key: wait.elementInstanceKey,
  element_id: wait.elementId,
  name: wait.name,
  correlation_key: wait.correlationKey,
  due_at: wait.dueAt,
  retries: wait.retries,
});
