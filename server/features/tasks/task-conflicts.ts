import { CommandRejected } from '../../../core/contracts/engine-command.ts';
import { ConflictError, PreconditionFailedError, PreconditionRequiredError } from '../../shared/errors.ts';
import type { StoredAction, TaskAction } from './task-store.ts';
import { etagOf, type RawTask } from './task-row.ts';

const deeds: Readonly<Record<TaskAction['kind'], string>> = {
  claim: 'nhận việc này',
  release: 'trả việc này lại hàng chờ',
  assign: 'giao việc này cho người khác',
  complete: 'hoàn thành việc này',
};

const localTime = (at: Date): string => {
  const text = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `${text.slice(11, 16)} ngày ${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`;
};

/** Members of a problem that say who changed what and when. */
const extensionOf = (action: TaskAction | undefined): Record<string, unknown> =>
  action ? { changedBy: action.actorName, changedAt: action.at.toISOString(), change: action.kind } : {};

const sentenceOf = (action: TaskAction | undefined): string =>
  action
    ? `${action.actorName} đã ${deeds[action.kind]} lúc ${localTime(action.at)}.`
    : 'Hồ sơ đã chuyển bước trong khi Ông/Bà làm việc.';

export const conflictOf = (action: TaskAction | undefined, advice: string, cause?: unknown): ConflictError =>
  new ConflictError(`${sentenceOf(action)} ${advice}`, { extension: extensionOf(action), cause });

const readTags = (ifMatch: string | undefined): string[] => {
  if (ifMatch === undefined || ifMatch.trim() === '')
    throw new PreconditionRequiredError('Gửi kèm If-Match với etag của việc đã xem');
  return ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
};

/** Number of the last act that the holder of this tag of an open task knew; undefined for a tag that no task had. */
const seenActOf = (tag: string): number | undefined => {
  const id = /^"(\d{1,15})-open"$/.exec(tag)?.[1];
  return id === undefined ? undefined : Number(id);
};

/**
 * The version a person has seen must be the present one, or one after which only this person has acted.
 * @param findForeign the last act on the task by anybody else
 * @throws PreconditionRequiredError · PreconditionFailedError with who, what and when
 */
export const checkVersion = async (
  ifMatch: string | undefined,
  task: Pick<RawTask, 'action_id' | 'state'>,
  last: TaskAction | undefined,
  findForeign: () => Promise<StoredAction | undefined>,
): Promise<void> => {
  const tags = readTags(ifMatch);
  if (tags.includes('*') || tags.includes(etagOf(task))) return;
  const seen = tags.flatMap((tag) => seenActOf(tag) ?? []).filter((id) => id <= Number(task.action_id));
  const foreign = await findForeign();
  if (task.state === 'open' && seen.some((id) => id >= Number(foreign?.id ?? 0))) return;
  const cause = foreign ?? last;
  throw new PreconditionFailedError(`${sentenceOf(cause)} Xem lại bản mới rồi làm tiếp; nội dung đã nhập vẫn còn.`, {
    extension: extensionOf(cause),
  });
};

/** What an engine refuses is a conflict that a person can read; anything else goes on. */
export const explainRejection = (error: unknown, last: TaskAction | undefined): unknown =>
  error instanceof CommandRejected ? conflictOf(last, 'Mở lại danh sách để xem việc hiện có.', error) : error;
