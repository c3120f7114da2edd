import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { CreateReleaseBody, PackageProblem } from '../../../core/contracts/procedure.ts';
import { readRecord, type BundleFiles } from '../../../core/procedure/bundle.ts';
import type { CommandEngine } from '../../engine/engine.ts';
import type { Clock } from '../../shared/clock.ts';
import { BadRequestError, InvalidSubmissionError, NotFoundError } from '../../shared/errors.ts';
import type { InTransaction } from '../../shared/unit-of-work.ts';
import { checksumOf } from './checksum.ts';
import { pinBundle } from './pin-bundle.ts';
import type { ProceduresStore } from './procedures-store.ts';

export type VersionCreated = { procedureCode: string; version: number; checksum: string; warnings: PackageProblem[] };
export type ReleaseCreated = {
  id: string;
  procedureCode: string;
  version: number;
  units: string[] | null;
  effectiveFrom: string;
  releasedAt: string;
  releasedBy: string;
};

type Deps = {
  readonly store: ProceduresStore;
  readonly inTransaction: InTransaction;
  readonly engine: CommandEngine;
  /** All checks of a package in order, all problems at once. */
  readonly checkBundle: (files: BundleFiles) => Promise<readonly PackageProblem[]>;
  readonly findBundle: (code: string, version: number) => Promise<BundleFiles>;
  readonly findUnknownUnits: (codes: readonly string[]) => Promise<readonly string[]>;
  readonly normaliseSearch: (text: string) => string;
  /** Tells every page that procedures have changed. */
  readonly announce: (tx: Knex.Transaction) => Promise<void>;
  readonly clock: Clock;
};

const refuseErrors = (problems: readonly PackageProblem[]): void => {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new InvalidSubmissionError(`Gói thủ tục có ${errors.length} lỗi phải sửa; chưa có gì được lưu`, {
    errors: errors.map(({ file, elementId, message }) => ({
      pointer: elementId ? `${file}#${elementId}` : file,
      message: message.vi,
      messageEn: message.en,
    })),
    extension: { problems },
  });
};

/** Imports packages as immutable versions and releases them. */
export const createProceduresService = (deps: Deps) => {
  const { store, inTransaction, engine, checkBundle, findBundle, findUnknownUnits, normaliseSearch, announce, clock } =
    deps;

  const importVersion = async (
    files: BundleFiles,
    createdBy: string,
    expectedCode?: string,
  ): Promise<VersionCreated> => {
    const problems = await checkBundle(files);
    refuseErrors(problems);
    const record = readRecord(files);
    if (expectedCode !== undefined && record.code !== expectedCode) {
      throw new BadRequestError(`Gói là của thủ tục ${record.code}, không phải ${expectedCode}`);
    }
    const checksum = checksumOf(files);
    const warnings = problems.filter(({ severity }) => severity === 'warning');
    return inTransaction(async (tx) => {
      await store.lockImports(tx, record.code);
      const known = await store.findByChecksum(tx, record.code, checksum);
      if (known !== undefined) return { procedureCode: record.code, version: known, checksum, warnings };
      const search = normaliseSearch(`${record.code} ${record.name.vi} ${record.name.en} ${record.field}`);
      const version = await store.addVersion(tx, {
        record,
        files,
        checksum,
        warnings,
        search,
        createdAt: clock(),
        createdBy,
      });
      await announce(tx);
      return { procedureCode: record.code, version, checksum, warnings };
    });
  };

  const deploy = async (tx: Knex.Transaction, procedureCode: string, version: number): Promise<void> => {
    const { name } = engine.capabilities;
    if (await store.isDeployed(tx, name, procedureCode, version)) return;
    const files = await findBundle(procedureCode, version);
    const pinned = pinBundle(files, checksumOf(files));
    const { processes = [] } = await engine.send({ type: 'deploy', resources: pinned.resources }, tx);
    await store.addDeployedProcesses(
      tx,
      processes.map(({ bpmnProcessId, processDefinitionKey, resourceName }) => ({
        engine: name,
        procedureCode,
        version,
        processDefinitionKey,
        resourcePath: resourceName,
        bpmnProcessId: pinned.originalProcessId(bpmnProcessId),
      })),
    );
  };

  /** Brings what was released before to the engine that runs what begins now: after a site has moved to another one. */
  const deployReleased = async (): Promise<void> => {
    const { name } = engine.capabilities;
    const versions = await inTransaction((tx) => store.listUndeployed(tx, name));
    for (const { procedureCode, version } of versions) {
      await inTransaction(async (tx) => {
        if (await store.lockVersion(tx, procedureCode, version)) await deploy(tx, procedureCode, version);
      });
    }
  };

  const release = async (body: CreateReleaseBody, releasedBy: string): Promise<ReleaseCreated> => {
    const { procedureCode, version, units, reason } = body;
    const unknown = units ? await findUnknownUnits(units) : [];
    if (unknown.length > 0) {
      throw new InvalidSubmissionError(`Không có đơn vị ${unknown.join(', ')}`, {
        errors: unknown.map((code) => ({
          pointer: `/units/${units?.indexOf(code)}`,
          message: 'Không có đơn vị này',
          messageEn: 'No such unit',
        })),
      });
    }
    const now = clock();
    const effectiveFrom = body.effectiveFrom === undefined ? now : Date.parse(body.effectiveFrom);
    if (effectiveFrom < now - 60_000) {
      throw new InvalidSubmissionError('Ngày hiệu lực đã qua; chọn từ lúc này trở đi', {
        errors: [
          {
            pointer: '/effectiveFrom',
            message: 'Ngày hiệu lực đã qua',
            messageEn: 'The effective date is in the past',
          },
        ],
      });
    }
    const id = randomUUID();
    await inTransaction(async (tx) => {
      if (!(await store.lockVersion(tx, procedureCode, version)))
        throw new NotFoundError(`Không có phiên bản ${version} của thủ tục ${procedureCode}`);
      await deploy(tx, procedureCode, version);
      await store.addRelease(tx, {
        id,
        procedureCode,
        version,
        units: units ?? null,
        effectiveFrom,
        releasedAt: now,
        releasedBy,
        reason: reason ?? null,
      });
      await announce(tx);
    });
    return {
      id,
      procedureCode,
      version,
      units: units ? [...units] : null,
      releasedBy,
      effectiveFrom: new Date(effectiveFrom).toISOString(),
      releasedAt: new Date(now).toISOString(),
    };
  };

  return { importVersion, release, deployReleased };
};
export type ProceduresService = ReturnType<typeof createProceduresService>;
