import type { Knex } from 'knex';
import type { PackageProblem, VersionRow } from '../../../core/contracts/procedure.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';
import type { BundleFiles } from '../../../core/procedure/bundle.ts';

export type ReleaseInForce = {
  readonly procedureCode: string;
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly record: ProcedureRecord;
};
export type ProcedureListRow = {
  readonly code: string;
  readonly name: { vi: string; en: string };
  readonly field: string;
  readonly onlineLevel: string | null;
  readonly currentVersion: number | null;
};

const CACHED_VERSIONS = 200;
/** A city has some two thousand. */
const MOST_PROCEDURES = 3000;

/**
 * Versions never change, so what was read once stays true; the map is bounded, oldest out first. What is not there may come
 * later (a version is imported, here or by another process), so a miss is never kept.
 */
const createVersionCache = <T>(isThere: (value: T) => boolean) => {
  const entries = new Map<string, Promise<T>>();
  return (key: string, load: () => Promise<T>): Promise<T> => {
    const known = entries.get(key);
    if (known) return known;
    const forget = (): void => void (entries.get(key) === loading && entries.delete(key));
    const loading = load();
    entries.set(key, loading);
    loading.then((value) => void (isThere(value) || forget()), forget);
    const oldest = entries.keys().next();
    if (entries.size > CACHED_VERSIONS && !oldest.done) entries.delete(oldest.value);
    return loading;
  };
};

/** The unit and everything above it: a release for a city holds for its wards. */
const inForceSql = `
  with recursive above as (
    select code, parent from unit where code = :unit
    union all select u.code, u.parent from unit u join above a on u.code = a.parent
  )
  select r.procedure_code, r.version, r.effective_from
  from release r
  where r.procedure_code = :code and r.effective_from <= :at
    and (r.units is null or r.units && (select array_agg(code) from above))
  order by r.effective_from desc, r.released_at desc
  limit 1`;

/** Reads of procedures for every slice: releases in force, records, forms, models. */
export const createProceduresView = (db: Knex) => {
  const records = createVersionCache<ProcedureRecord | undefined>((record) => record !== undefined);
  const bundles = createVersionCache<BundleFiles>((files) => files.size > 0);
  const forms = createVersionCache<FormSchema | undefined>((form) => form !== undefined);
  const definitionKeys = createVersionCache<string | undefined>((key) => key !== undefined);

  const findRecord = (code: string, version: number): Promise<ProcedureRecord | undefined> =>
    records(
      `${code}@${version}`,
      async () =>
        (
          await db('procedure_version')
            .where({ procedureCode: code, version })
            .first<{ record: ProcedureRecord } | undefined>('record')
        )?.record,
    );

  const findBundle = (code: string, version: number): Promise<BundleFiles> =>
    bundles(`${code}@${version}`, async () => {
      const rows = await db('procedure_file')
        .where({ procedureCode: code, version })
        .orderBy('path')
        .select<{ path: string; content: string }[]>('path', 'content');
      return new Map(rows.map((row) => [row.path, row.content]));
    });

  /** People by the name that screens show; "library" stays as it is. */
  const nameOf = (column: string, alias: string) =>
    db.raw(`coalesce((select display_name from person where person.id = ${column}), ${column}) as ${alias}`);

  return {
    findRecord,
    /** Files of a version; empty when there is no such version. */
    findBundle,

    /** What a dossier filed at this unit and instant runs on. @param at milliseconds since the epoch */
    async findReleaseInForce(code: string, unit: string, at: number): Promise<ReleaseInForce | undefined> {
      type Row = { procedure_code: string; version: number; effective_from: Date };
      const statement = db.raw<{ rows: Row[] }>(inForceSql, { code, unit, at: new Date(at) });
      const { rows } = await statement.options({ name: 'procedures_in_force' });
      const row = rows[0];
      const record = row && (await findRecord(row.procedure_code, row.version));
      return row && record
        ? { procedureCode: row.procedure_code, version: row.version, effectiveFrom: row.effective_from, record }
        : undefined;
    },

    async isKnown(code: string): Promise<boolean> {
      return (await db('procedure').where({ code }).first('code')) !== undefined;
    },

    /** A form of a version: a dossier keeps the forms it was filed under. */
    async findForm(code: string, version: number, formId: string): Promise<FormSchema | undefined> {
      return forms(`${code}@${version}/${formId}`, async () => {
        const content = (await findBundle(code, version)).get(`forms/${formId}.form.json`);
        return content === undefined ? undefined : (JSON.parse(content) as FormSchema);
      });
    },

    /** The key under which an engine knows a process of this version. */
    async findDefinitionKey(
      engine: string,
      code: string,
      version: number,
      bpmnProcessId: string,
    ): Promise<string | undefined> {
      return definitionKeys(JSON.stringify([engine, code, version, bpmnProcessId]), async () => {
        const row = await db('deployed_process')
          .where({ engine, procedureCode: code, version, bpmnProcessId })
          .first<{ processDefinitionKey: string } | undefined>('process_definition_key');
        return row?.processDefinitionKey;
      });
    },

    /** The diagram, as its author drew it, of a process that an engine knows under this key. */
    async findModelOf(processDefinitionKey: string): Promise<string | undefined> {
      const row = await db('deployed_process')
        .where({ processDefinitionKey })
        .first<{ procedureCode: string; version: number; resourcePath: string } | undefined>(
          'procedure_code',
          'version',
          'resource_path',
        );
      return row && (await findBundle(row.procedureCode, row.version)).get(row.resourcePath);
    },

    /** The diagram of a process as its author drew it. */
    async findModel(code: string, version: number, bpmnProcessId: string): Promise<string | undefined> {
      const row = await db('deployed_process')
        .where({ procedureCode: code, version, bpmnProcessId })
        .first<{ resourcePath: string } | undefined>('resource_path');
      return row && (await findBundle(code, version)).get(row.resourcePath);
    },

    /**
     * Procedures by code; `currentVersion` tells which release is in force for this unit.
     * @param search normalised; empty = all
     */
    async listProcedures(
      unit: string,
      at: number,
      search: string,
      { inForceOnly = false, limit = MOST_PROCEDURES }: { inForceOnly?: boolean; limit?: number } = {},
    ): Promise<readonly ProcedureListRow[]> {
      type Row = {
        code: string;
        name: { vi: string; en: string };
        field: string;
        version: number | null;
        channels: ProcedureRecord['channels'] | null;
      };
      const { rows } = await db.raw<{ rows: Row[] }>(
        `with recursive above as (
           select code, parent from unit where code = :unit
           union all select u.code, u.parent from unit u join above a on u.code = a.parent
         ), units as (select array_agg(code) codes from above)
         select p.code, p.name, p.field, f.version, v.record->'channels' channels
         from procedure p
         left join lateral (
           select r.version from release r, units
           where r.procedure_code = p.code and r.effective_from <= :at and (r.units is null or r.units && units.codes)
           order by r.effective_from desc, r.released_at desc limit 1) f on true
         left join procedure_version v on v.procedure_code = p.code and v.version = f.version
         where p.search like :search and (f.version is not null or not :inForceOnly::boolean)
         order by p.code limit :limit`,
        { unit, at: new Date(at), search: `%${search}%`, inForceOnly, limit },
      );
      return rows.map(({ code, name, field, version, channels }) => ({
        code,
        name,
        field,
        currentVersion: version,
        onlineLevel: channels?.find(({ channel }) => channel === 'ONLINE')?.onlineLevel ?? null,
      }));
    },

    /** Newest first, with releases and the number of dossiers still running on each. */
    async listVersions(code: string): Promise<readonly VersionRow[]> {
      const versions = await db('procedure_version as v')
        .where({ procedureCode: code })
        .orderBy('version', 'desc')
        .limit(200)
        .select<
          {
            version: number;
            checksum: string;
            createdAt: Date;
            createdBy: string;
            warnings: PackageProblem[];
            openDossiers: string;
          }[]
        >(
          'version',
          'checksum',
          'created_at',
          nameOf('v.created_by', 'created_by'),
          'warnings',
          db.raw(
            `(select count(*) from dossier d where d.procedure_code = v.procedure_code and d.version = v.version and d.finished_at is null) as open_dossiers`,
          ),
        );
      const releases = await db('release')
        .where({ procedureCode: code })
        .orderBy('effective_from', 'desc')
        .limit(1000)
        .select<
          {
            id: string;
            procedureCode: string;
            version: number;
            units: string[] | null;
            effectiveFrom: Date;
            releasedAt: Date;
            releasedBy: string;
          }[]
        >(
          'id',
          'procedure_code',
          'version',
          'units',
          'effective_from',
          'released_at',
          nameOf('release.released_by', 'released_by'),
        );
      return versions.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        openDossiers: Number(row.openDossiers),
        releases: releases
          .filter(({ version }) => version === row.version)
          .map((release) => ({
            ...release,
            effectiveFrom: release.effectiveFrom.toISOString(),
            releasedAt: release.releasedAt.toISOString(),
          })),
      }));
    },
  };
};
export type ProceduresView = ReturnType<typeof createProceduresView>;
