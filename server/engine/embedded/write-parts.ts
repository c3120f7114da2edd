import type { BufferedMessage, StoredDefinition, Wait } from '../../../core/interpreter/api.ts';
import { jsonForPostgres } from '../../shared/json-for-postgres.ts';
import { toWaitRow, waitColumns } from './wait-row.ts';
import type { Part } from './write-statement.ts';

export type InstanceRow = {
  readonly root_key: string;
  readonly partition_id: number;
  readonly tree: string;
  /** Only when a message has started it. */
  readonly bpmn_process_id: string;
  readonly started_by_correlation_key: string | null;
};

export const putInstances = (rows: readonly InstanceRow[]): Part => ({
  name: 'instances',
  sql: (
    n,
  ) => `insert into engine_instance (root_key, partition_id, version, tree, bpmn_process_id, started_by_correlation_key)
    select root_key, partition_id, 1, tree, bpmn_process_id, started_by_correlation_key
    from unnest($${n}::text[], $${n + 1}::int[], $${n + 2}::text[], $${n + 3}::text[], $${n + 4}::text[])
      as row (root_key, partition_id, tree, bpmn_process_id, started_by_correlation_key)
    on conflict (root_key) do update set tree = excluded.tree, version = engine_instance.version + 1`,
  values: [
    rows.map((row) => row.root_key),
    rows.map((row) => row.partition_id),
    rows.map((row) => row.tree),
    rows.map((row) => row.bpmn_process_id),
    rows.map((row) => row.started_by_correlation_key),
  ],
});
export const removeInstances = (rootKeys: readonly string[]): Part => ({
  name: 'ended',
  sql: (n) => `delete from engine_instance where root_key = any($${n}::text[])`,
  values: [rootKeys],
});
export const removeScopes = (rootKeys: readonly string[]): Part => ({
  name: 'scopesEnded',
  sql: (n) => `delete from engine_process_instance where root_key = any($${n}::text[])`,
  values: [rootKeys],
});
export const putScopes = (scopes: readonly { key: string; rootKey: string }[]): Part => ({
  name: 'scopes',
  sql: (n) => `insert into engine_process_instance (key, root_key) select key, root_key
    from unnest($${n}::text[], $${n + 1}::text[]) as row (key, root_key) on conflict (key) do nothing`,
  values: [scopes.map((scope) => scope.key), scopes.map((scope) => scope.rootKey)],
});

const waitUpdates = waitColumns
  .split(', ')
  .filter((column) => column !== 'key')
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');
export const putWaits = (waits: readonly Wait[]): Part => ({
  name: 'waits',
  sql: (
    n,
  ) => `insert into engine_wait (${waitColumns}) select ${waitColumns} from json_populate_recordset(null::engine_wait, $${n}::json)
    on conflict (key) do update set ${waitUpdates}`,
  values: [jsonForPostgres(waits.map(toWaitRow))],
});
export const removeWaits = (keys: readonly string[]): Part => ({
  name: 'waitsClosed',
  sql: (n) => `delete from engine_wait where key = any($${n}::text[])`,
  values: [keys],
});

export const putMessages = (messages: readonly BufferedMessage[]): Part => ({
  name: 'messages',
  sql: (n) => `insert into engine_message (key, name, correlation_key, message_id, variables, expires_at, correlated_to)
    select key, name, correlation_key, message_id, variables, expires_at, correlated_to
    from json_to_recordset($${n}::json) as row (key text, name text, correlation_key text, message_id text, variables json, expires_at bigint, correlated_to text[])
    on conflict (key) do update set correlated_to = excluded.correlated_to`,
  values: [
    jsonForPostgres(
      messages.map((message) => ({
        key: message.key,
        name: message.name,
        correlation_key: message.correlationKey,
        message_id: message.messageId,
        variables: message.variables,
        expires_at: message.expiresAt,
        correlated_to: message.correlatedTo,
      })),
    ),
  ],
});
export const removeMessages = (keys: readonly string[]): Part => ({
  name: 'messagesClosed',
  sql: (n) => `delete from engine_message where key = any($${n}::text[])`,
  values: [keys],
});

export const putDefinitions = (definitions: readonly StoredDefinition[]): Part => ({
  name: 'definitions',
  sql: (n) => `insert into engine_definition (key, kind, id, version, resource_name, content, checksum, deployment_key)
    select key, kind, id, version, resource_name, content, checksum, deployment_key
    from json_populate_recordset(null::engine_definition, $${n}::json)`,
  values: [
    jsonForPostgres(
      definitions.map((each) => ({
        key: each.key,
        kind: each.kind,
        id: each.id,
        version: each.version,
        resource_name: each.resourceName,
        content: each.content,
        checksum: each.checksum,
        deployment_key: each.deploymentKey,
      })),
    ),
  ],
});
export const putDecisions = (definitions: readonly StoredDefinition[]): Part => ({
  name: 'decisions',
  sql: (n) => `insert into engine_decision (decision_key, decision_id, version, definition_key)
    select decision_key, decision_id, version, definition_key from json_populate_recordset(null::engine_decision, $${n}::json)
    on conflict (decision_key) do nothing`,
  values: [
    jsonForPostgres(
      definitions.flatMap(({ key, decisions = [] }) =>
        decisions.map((decision) => ({
          decision_key: decision.decisionKey,
          decision_id: decision.decisionId,
          version: decision.version,
          definition_key: key,
        })),
      ),
    ),
  ],
});
