import type { JobHandler } from '../../engine/engine.ts';
import { loadDossier, requireHeader } from '../load-dossier.ts';
import { sendNotification } from '../notify/send-notification.ts';
import type { WorkerDeps } from '../worker-deps.ts';

const textsOf = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** A notice by header `template`. Answers of the dossier and variables of the process may be named in it. */
export const createNotifyHandler =
  (deps: WorkerDeps): JobHandler =>
  async (job, tx) => {
    const name = requireHeader(job, 'template');
    const loaded = await loadDossier(deps, job, tx);
    const { code: _code, ...variables } = textsOf(job.variables);
    await sendNotification(deps, tx, loaded, name, { ...textsOf(loaded.dossier.data), ...withoutFacts(variables) });
    return { type: 'complete', variables: {} };
  };

/** Facts of the dossier itself are not overruled by variables of the same name (dates there are not ready to read). */
const withoutFacts = ({
  promisedAt: _promised,
  applicantName: _applicant,
  procedureName: _procedure,
  ...rest
}: Record<string, string>): Record<string, string> => rest;
