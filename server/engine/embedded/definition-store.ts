import type { StoredDefinition } from '../../../core/interpreter/api.ts';
import type { Query } from '../query.ts';

type DefinitionRow = {
  readonly key: string;
  readonly kind: StoredDefinition['kind'];
  readonly id: string;
  readonly version: number;
  readonly resource_name: string;
  readonly content: string;
  readonly checksum: string;
  readonly deployment_key: string;
  readonly decisions: StoredDefinition['decisions'] | null;
};

const select = `select d.key, d.kind, d.id, d.version, d.resource_name, d.content, d.checksum, d.deployment_key,
  (select json_agg(json_build_object('decisionId', e.decision_id, 'decisionKey', e.decision_key, 'version', e.version) order by e.decision_key)
   from engine_decision e where e.definition_key = d.key) as decisions from engine_definition d`;

const toDefinition = (row: DefinitionRow): StoredDefinition => ({
  kind: row.kind,
  key: row.key,
  id: row.id,
  version: row.version,
  resourceName: row.resource_name,
  content: row.content,
  checksum: row.checksum,
  deploymentKey: row.deployment_key,
  ...(row.decisions ? { decisions: row.decisions } : {}),
});

/** Definitions never change, so a process keeps what it has read. Which one is the newest is asked every time. */
export type DefinitionMemory = Map<string, StoredDefinition>;
const KEPT = 500;

const remember = (memory: DefinitionMemory, definition: StoredDefinition): StoredDefinition => {
  memory.set(definition.key, definition);
  const oldest = memory.keys().next();
  if (memory.size > KEPT && !oldest.done) memory.delete(oldest.value);
  return definition;
};

export const createDefinitionStore = (query: Query, memory: DefinitionMemory) => {
  const findDefinition = async (key: string): Promise<StoredDefinition | undefined> => {
    const known = memory.get(key);
    if (known) return known;
    const [row] = await query<DefinitionRow>('definition', `${select} where d.key = $1`, [key]);
    return row && remember(memory, toDefinition(row));
  };
  const findByKeyOf = async (rows: readonly { key: string }[]): Promise<StoredDefinition | undefined> =>
    rows[0] ? findDefinition(rows[0].key) : undefined;
  return {
    findDefinition,
    findLatestDefinition: async (kind: StoredDefinition['kind'], id: string) =>
      findByKeyOf(
        await query(
          'latest_definition',
          `select key from engine_definition where kind = $1 and id = $2 order by version desc limit 1`,
          [kind, id],
        ),
      ),
    findLatestDecision: async (decisionId: string) =>
      findByKeyOf(
        await query(
          'latest_decision',
          `select definition_key as key from engine_decision where decision_id = $1 order by version desc limit 1`,
          [decisionId],
        ),
      ),
  };
};
