import type { JobHandler } from '../engine/engine.ts';
import { createAcceptHandler } from './handlers/accept-dossier.ts';
import { createCloseHandler } from './handlers/close-dossier.ts';
import { createPaperHandler } from './handlers/issue-paper-job.ts';
import { createLookupHandler } from './handlers/lookup-register.ts';
import { createNotifyHandler } from './handlers/notify-applicant.ts';
import { createRefuseHandler } from './handlers/refuse-dossier.ts';
import { createSupplementHandler } from './handlers/request-supplement.ts';
import { createAgencyHandler } from './handlers/send-to-agency.ts';
import { createStopHandler } from './handlers/stop-dossier.ts';
import { withProblems } from './job-problem.ts';
import type { JobType } from './job-types.ts';
import type { WorkerDeps } from './worker-deps.ts';

const creators: Readonly<Record<JobType, (deps: WorkerDeps) => JobHandler>> = {
  'dossier.accept': createAcceptHandler,
  'dossier.refuse': createRefuseHandler,
  'dossier.requestSupplement': createSupplementHandler,
  'dossier.stop': createStopHandler,
  'dossier.close': createCloseHandler,
  'paper.issue': createPaperHandler,
  'notify.applicant': createNotifyHandler,
  lookup: createLookupHandler,
  'agency.send': createAgencyHandler,
};

/** The handler of every job type, ready for `engine.work`. */
export const createJobHandlers = (deps: WorkerDeps): Readonly<Record<string, JobHandler>> =>
  Object.fromEntries(Object.entries(creators).map(([type, create]) => [type, withProblems(create(deps))]));
