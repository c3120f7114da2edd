import { CommandRejected } from '../../../core/contracts/engine-command.ts';
import type { Person } from '../../http/person.ts';
import { ConflictError, PreconditionFailedError, PreconditionRequiredError } from '../../shared/errors.ts';
import type { TaskAction } from './task-store.ts';
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

/**
 * The version a person has seen must be the present one, unless the change since was the person's own.
 * @throws PreconditionRequiredError · PreconditionFailedError with who, what and when
 */
export const checkVersion = (
  ifMatch: string | undefined,
  task: Pick<RawTask, 'action_id' | 'state'>,
  last: TaskAction | undefined,
  person: Person,
): void => {
  if (ifMatch === undefined || ifMatch.trim() === '')
    throw new PreconditionRequiredError('Gửi kèm If-Match với etag của việc đã xem');
  const known = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes('*') || known.includes(etagOf(task))) return;
  if (last?.actorId === person.id && task.state === 'open') return;
  throw new PreconditionFailedError(`${sentenceOf(last)} Xem lại bản mới rồi làm tiếp; nội dung đã nhập vẫn còn.`, {
    extension: extensionOf(last),
  });
};

/** What an engine refuses is a conflict that a person can read; anything else goes on. */
export const explainRejection = (error: unknown, last: TaskAction | undefined): unknown =>
  error instanceof CommandRejected ? conflictOf(last, 'Mở lại danh sách để xem việc hiện có.', error) : error;
