import type { Knex } from 'knex';
import type { PackageProblem } from '../../../core/contracts/procedure.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import type { BundleFiles } from '../../../core/procedure/bundle.ts';

export type NewVersion = {
  readonly record: ProcedureRecord;
  readonly files: BundleFiles;
  readonly checksum: string;
  readonly warnings: readonly PackageProblem[];
  readonly search: string;
  readonly createdAt: number;
  readonly createdBy: string;
};

export type DeployedProcessRow = {
  readonly engine: string;
  readonly procedureCode: string;
  readonly version: number;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly resourcePath: string;
};

export type NewRelease = {
  readonly id: string;
  readonly procedureCode: string;
  readonly version: number;
  readonly units: readonly string[] | null;
  readonly effectiveFrom: number;
  readonly releasedAt: number;
  readonly releasedBy: string;
  readonly reason: string | null;
};

/** The only writer of procedure, procedure_version, procedure_file, deployed_process and release. */
export const createProceduresStore = () => ({
  /** Imports of one procedure wait for each other until the transaction ends, also before the procedure has a row. */
  async lockImports(tx: Knex.Transaction, code: string): Promise<void> {
    await tx.raw(`select pg_advisory_xact_lock(hashtextextended('procedure ' || ?, 0))`, [code]);
  },

  /** The version with this content, when it is known already: importing twice is one version. */
  async findByChecksum(tx: Knex.Transaction, code: string, checksum: string): Promise<number | undefined> {
    const row = await tx('procedure_version')
      .where({ procedureCode: code, checksum })
      .first<{ version: number } | undefined>('version');
    return row?.version;
  },

  /** Adds the next version. The caller holds `lockImports`. */
  async addVersion(
    tx: Knex.Transaction,
    { record, files, checksum, warnings, search, createdAt, createdBy }: NewVersion,
  ): Promise<number> {
    const header = { name: JSON.stringify(record.name), field: record.field, search };
    await tx('procedure')
      .insert({ code: record.code, ...header, lastVersion: 0 })
      .onConflict('code')
      .ignore();
    const [row] = await tx('procedure')
      .where({ code: record.code })
      .update({ ...header, lastVersion: tx.raw('last_version + 1') })
      .returning<{ lastVersion: number }[]>('last_version');
    const version = row?.lastVersion ?? 1;
    const key = { procedureCode: record.code, version };
    await tx('procedure_version').insert({
      ...key,
      checksum,
      record: JSON.stringify(record),
      warnings: JSON.stringify(warnings),
      createdAt: new Date(createdAt),
      createdBy,
    });
    await tx('procedure_file').insert([...files].map(([path, content]) => ({ ...key, path, content })));
    return version;
  },

  async addDeployedProcesses(tx: Knex.Transaction, rows: readonly DeployedProcessRow[]): Promise<void> {
    if (rows.length > 0) await tx('deployed_process').insert([...rows]);
  },

  async isDeployed(tx: Knex.Transaction, engine: string, procedureCode: string, version: number): Promise<boolean> {
    return (await tx('deployed_process').where({ engine, procedureCode, version }).first('version')) !== undefined;
  },

  /** Released versions that an engine does not know yet. */
  async listUndeployed(db: Knex, engine: string): Promise<{ procedureCode: string; version: number }[]> {
    return db('release as r')
      .distinct('r.procedureCode', 'r.version')
      .whereNotExists(
        (known) =>
          void known
            .from('deployed_process as d')
            .whereRaw('d.procedure_code = r.procedure_code and d.version = r.version')
            .where('d.engine', engine),
      )
      .orderBy(['r.procedureCode', 'r.version'])
      .select<{ procedureCode: string; version: number }[]>();
  },

  /** Locks the procedure, so that two releases of it follow each other. False when there is no such version. */
  async lockVersion(tx: Knex.Transaction, procedureCode: string, version: number): Promise<boolean> {
    await tx('procedure').where({ code: procedureCode }).forUpdate().first('code');
    return (await tx('procedure_version').where({ procedureCode, version }).first('version')) !== undefined;
  },

  async addRelease(tx: Knex.Transaction, { units, effectiveFrom, releasedAt, ...release }: NewRelease): Promise<void> {
    await tx('release').insert({
      ...release,
      units: units ? [...units] : null,
      effectiveFrom: new Date(effectiveFrom),
      releasedAt: new Date(releasedAt),
    });
  },
});
export type ProceduresStore = ReturnType<typeof createProceduresStore>;
