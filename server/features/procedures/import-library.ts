import { readRecord, type BundleFiles } from '../../../core/procedure/bundle.ts';
import { EngineUnavailable } from '../../engine/engine.ts';
import { InvalidSubmissionError } from '../../shared/errors.ts';
import type { ProceduresService } from './procedures-service.ts';

const LIBRARY = 'library';

type Deps = {
  readonly service: ProceduresService;
  /** Packages but those with these codes. */
  readonly readLibrary: (known: ReadonlySet<string>) => Promise<readonly BundleFiles[]>;
  readonly listKnown: () => Promise<readonly string[]>;
  readonly log: Readonly<Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>>;
};

/**
 * Imports and releases what is shipped and was never released here. A procedure that the site runs is left alone: its owners decide about
 * newer versions. A package that fails its checks is told and left out; the others come in.
 * @returns false when the engine was away, so that not all could be released
 */
export const createImportLibrary =
  ({ service, readLibrary, listKnown, log }: Deps) =>
  async (): Promise<boolean> => {
    const known = new Set(await listKnown());
    for (const files of await readLibrary(known)) {
      const { code } = readRecord(files);
      if (known.has(code)) continue;
      try {
        const { version } = await service.importVersion(files, LIBRARY);
        await service.release({ procedureCode: code, version }, LIBRARY);
        log.info({ procedureCode: code, version }, 'procedure imported and released');
      } catch (error) {
        if (error instanceof EngineUnavailable) {
          log.warn({ procedureCode: code }, 'the engine is away; shipped procedures are released when it is back');
          return false;
        }
        if (!(error instanceof InvalidSubmissionError)) throw error;
        log.error({ procedureCode: code, problems: error.errors }, 'a shipped procedure fails its checks');
      }
    }
    return true;
  };
