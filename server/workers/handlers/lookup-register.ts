import type { JobHandler } from '../../engine/engine.ts';
import { requireHeader } from '../load-dossier.ts';
import { RegisterUnavailable } from '../registers/read-register.ts';
import type { WorkerDeps } from '../worker-deps.ts';

/**
 * Asks a register (header `source`) for the record of `key`. Nothing found is an answer; a register that does not answer is
 * the BPMN error LOOKUP_FAILED, for which the process has a way on.
 */
export const createLookupHandler =
  ({ readRegister }: Pick<WorkerDeps, 'readRegister'>): JobHandler =>
  async (job) => {
    const source = requireHeader(job, 'source');
    const key = job.variables['key'];
    if (typeof key !== 'string' && typeof key !== 'number')
      return { type: 'complete', variables: { lookup: { found: false, source } } };
    try {
      const record = await readRegister(source, String(key));
      return { type: 'complete', variables: { lookup: { ...record, found: record !== undefined, source } } };
    } catch (error) {
      if (!(error instanceof RegisterUnavailable)) throw error;
      return { type: 'error', errorCode: 'LOOKUP_FAILED', errorMessage: error.message, variables: {} };
    }
  };
