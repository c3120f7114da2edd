import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import { reserveForEvent } from '../event-activation.ts';
import { openIncident } from '../incidents.ts';
import { publishJob, recordJob, removeJob } from '../jobs.ts';
import { finishListener } from '../lifecycle.ts';
import { pushCompletion } from '../push-steps.ts';
import { invalidArgument, invalidState } from '../reject.ts';
import type { Session } from '../session.ts';
import { throwBpmnError } from '../throw-error.ts';
import type { Job } from '../tree.ts';
import { setLocalVariables } from '../variables.ts';
import { getJob } from './find-open.ts';

type Command<T extends EngineCommand['type']> = Extract<EngineCommand, { type: T }>;

const checkOpen = (job: Job, what: string): void => {
  if (job.state === 'open') return;
  throw invalidState(
    `Job ${job.key} cannot be ${what}: ${job.state === 'failed' ? 'it has failed' : 'it has thrown an error'}`,
  );
};

export const completeJob = async (
  session: Session,
  { jobKey, variables }: Command<'completeJob'>,
): Promise<CommandAnswer> => {
  const { x } = session;
  const { job, site } = await getJob(session, jobKey);
  checkOpen(job, 'completed');
  recordJob(x, site.tree, job, 'COMPLETED', variables);
  removeJob(x, site.tree, job);
  const { listener } = job;
  if (listener) {
    x.push({
      keys: Object.keys(variables).length,
      run: () => {
        finishListener(site, listener, variables);
      },
    });
  } else {
    site.instance.trigger = { elementId: site.element.id, variables };
    pushCompletion(site);
  }
  return {};
};

const noRetries = (session: Session, { job, site }: Awaited<ReturnType<typeof getJob>>, message: string): void => {
  openIncident(session.x, site.tree, {
    key: session.x.keys.take(),
    elementInstanceKey: job.elementInstanceKey,
    jobKey: job.key,
    errorType: 'JOB_NO_RETRIES',
    message: message || 'No more retries left.',
    variableScopeKey: job.elementInstanceKey,
    retry: 'job',
  });
};

export const failJob = async (session: Session, command: Command<'failJob'>): Promise<CommandAnswer> => {
  const { x } = session;
  const found = await getJob(session, command.jobKey);
  const { job, site } = found;
  checkOpen(job, 'failed');
  await x.keys.reserve(Object.keys(command.variables).length + 1);
  const waits = command.retries > 0 && command.retryBackOffMs > 0;
  job.retries = command.retries;
  job.errorMessage = command.errorMessage;
  job.state = command.retries > 0 && !waits ? 'open' : 'failed';
  job.retryBackOff = command.retryBackOffMs;
  job.recurringTime = waits ? x.now + command.retryBackOffMs : -1;
  recordJob(x, site.tree, job, 'FAILED', command.variables);
  publishJob(x, site.tree, job);
  setLocalVariables(x, site.tree, site.instance, command.variables);
  if (job.retries <= 0) noRetries(session, found, command.errorMessage);
  return {};
};

const uncaught = (session: Session, { job, site }: Awaited<ReturnType<typeof getJob>>): void => {
  const { x } = session;
  job.state = 'errorThrown';
  recordJob(x, site.tree, job, 'ERROR_THROWN');
  publishJob(x, site.tree, job);
  openIncident(x, site.tree, {
    key: x.keys.take(),
    elementInstanceKey: job.elementInstanceKey,
    jobKey: job.key,
    errorType: 'UNHANDLED_ERROR_EVENT',
    message: `Expected to throw an error event with the code '${job.errorCode}' with message '${job.errorMessage}', but it was not caught.`,
    variableScopeKey: job.elementInstanceKey,
    retry: 'job',
  });
};

export const throwError = async (session: Session, command: Command<'throwError'>): Promise<CommandAnswer> => {
  const { x } = session;
  const found = await getJob(session, command.jobKey);
  const { job, site } = found;
  checkOpen(job, 'ended by an error');
  if (site.element.type.endsWith('_EVENT'))
    throw invalidState(`Job ${job.key} is that of an event, which ends in no error`);
  await reserveForEvent(x, command.variables);
  job.errorCode = command.errorCode;
  job.errorMessage = command.errorMessage;
  // an element that has not begun, or has ended, throws nothing
  const caught =
    !job.listener &&
    throwBpmnError(site, command.errorCode, command.variables, () => {
      recordJob(x, site.tree, job, 'ERROR_THROWN', command.variables);
      removeJob(x, site.tree, job);
    });
  if (!caught) uncaught(session, found);
  return {};
};

export const updateJobRetries = async (
  session: Session,
  { jobKey, retries }: Command<'updateJobRetries'>,
): Promise<CommandAnswer> => {
  const { job, site } = await getJob(session, jobKey);
  if (retries < 1) throw invalidArgument(`The retries of job ${jobKey} must be at least 1`);
  job.retries = retries;
  recordJob(session.x, site.tree, job, 'RETRIES_UPDATED');
  if (job.state === 'open') publishJob(session.x, site.tree, job);
  return {};
};

/** The time of a failed job to wait is over. Nothing happens when it has been dealt with meanwhile. */
export const endJobBackOff = async (session: Session, jobKey: string): Promise<CommandAnswer> => {
  const { x } = session;
  const { job, site } = await getJob(session, jobKey);
  if (job.state !== 'failed' || job.recurringTime === -1 || job.recurringTime > x.now) return {};
  job.state = 'open';
  recordJob(x, site.tree, job, 'RECURRED_AFTER_BACKOFF');
  job.recurringTime = -1;
  publishJob(x, site.tree, job);
  return {};
};
