import type { Wait } from '../api.ts';
import { findSite, type Site } from '../execution.ts';
import { notFound } from '../reject.ts';
import { loadTree, type Session } from '../session.ts';
import type { Job, Tree, UserTask } from '../tree.ts';

/** @throws CommandRejected NOT_FOUND */
export const getWait = async ({ store }: Session, kind: Wait['kind'], key: string): Promise<Wait> => {
  const wait = await store.findWait(key);
  if (wait?.kind !== kind) throw notFound(kind, key);
  return wait;
};

/** @throws CommandRejected NOT_FOUND */
export const getTreeOf = async (session: Session, wait: Wait): Promise<Tree> => {
  const tree = wait.rootKey === null ? undefined : await loadTree(session, wait.rootKey);
  if (!tree) throw notFound(wait.kind, wait.key);
  return tree;
};
const getSite = ({ x }: Session, tree: Tree, elementInstanceKey: string): Site => {
  const site = findSite(x, tree, elementInstanceKey);
  if (!site) throw notFound('Element instance', elementInstanceKey);
  return site;
};

/** @throws CommandRejected NOT_FOUND */
export const getJob = async (session: Session, key: string): Promise<{ readonly job: Job; readonly site: Site }> => {
  const tree = await getTreeOf(session, await getWait(session, 'job', key));
  const job = tree.jobs[key];
  if (!job) throw notFound('job', key);
  return { job, site: getSite(session, tree, job.elementInstanceKey) };
};
/** @throws CommandRejected NOT_FOUND */
export const getUserTask = async (
  session: Session,
  key: string,
): Promise<{ readonly task: UserTask; readonly site: Site }> => {
  const tree = await getTreeOf(session, await getWait(session, 'userTask', key));
  const task = tree.userTasks[key];
  if (!task) throw notFound('userTask', key);
  return { task, site: getSite(session, tree, task.elementInstanceKey) };
};
