import type { EngineCommand } from '../../../core/contracts/engine-command.ts';

export type Bilingual = { readonly vi: string; readonly en: string };

const anyChange = { vi: 'thay đổi quy trình', en: 'changing the process' };
const jobAnswer = { vi: 'ghi kết quả bước tự động', en: 'recording the outcome of an automatic step' };
const what: Readonly<Record<EngineCommand['type'], Bilingual>> = {
  createInstance: { vi: 'bắt đầu quy trình của hồ sơ', en: 'starting the process of the dossier' },
  completeUserTask: { vi: 'hoàn thành việc', en: 'completing the task' },
  assignUserTask: { vi: 'đổi người giữ việc', en: 'changing who holds the task' },
  updateUserTask: { vi: 'cập nhật việc', en: 'updating the task' },
  publishMessage: { vi: 'chuyển nội dung đã gửi vào quy trình', en: 'passing on what was sent to the process' },
  broadcastSignal: { vi: 'báo tín hiệu cho các quy trình', en: 'signalling the processes' },
  cancelInstance: { vi: 'kết thúc quy trình', en: 'ending the process' },
  resolveIncident: { vi: 'chạy lại bước bị lỗi', en: 'running the failed step again' },
  completeJob: jobAnswer,
  failJob: jobAnswer,
  throwError: jobAnswer,
  updateJobRetries: { vi: 'cho bước tự động chạy lại', en: 'giving the automatic step another try' },
  setVariables: anyChange,
  modifyInstance: anyChange,
  migrateInstance: anyChange,
  deploy: { vi: 'phát hành quy trình', en: 'releasing a process' },
  evaluateDecision: { vi: 'tính bảng quyết định', en: 'evaluating a decision' },
};

const named = (text: Bilingual, name: string | undefined): Bilingual =>
  name === undefined ? text : { vi: `${text.vi} “${name}”`, en: `${text.en} “${name}”` };

/** For the log of the dossier. @param taskName of the task that the command is about */
export const refusalTitle = ({ type }: EngineCommand, taskName?: string): Bilingual => {
  const { vi, en } = named(what[type], taskName);
  return { vi: `Hệ thống không thực hiện được: ${vi}`, en: `The system could not carry out: ${en}` };
};

const backInList = {
  vi: 'Việc đã trở lại danh sách, nội dung đã nhập vẫn còn trong hồ sơ. Mở lại hồ sơ để xem rồi làm lại; nếu vẫn không được, báo quản trị hệ thống.',
  en: 'The task is back in the list, and what was entered is still in the dossier. Open the dossier, look and do it again; if it fails again, tell the administrator.',
};
const sameHolder = {
  vi: 'Việc vẫn do người giữ trước đó giữ. Mở lại danh sách để xem ai đang giữ rồi làm lại nếu cần.',
  en: 'The task stays with whoever held it before. Open the list again to see who holds it, and do it again if needed.',
};
const gone = {
  vi: 'Việc này đã kết thúc trước đó, ví dụ do hết hạn, hồ sơ được rút hoặc quy trình được chuyển; không còn gì để làm lại. Mở hồ sơ để xem hồ sơ đang ở bước nào.',
  en: 'The task had ended before that, for instance by a deadline, a withdrawal or a move of the process; there is nothing to do again. Open the dossier to see at which step it is.',
};

/** To the officer who did it. @param task `isGone`: the process has gone on without it */
export const officerNotice = (
  command: EngineCommand,
  task: { readonly name: string; readonly isGone: boolean },
): { title: Bilingual; body: Bilingual } => ({
  title: refusalTitle(command, task.name),
  body: task.isGone ? gone : command.type === 'completeUserTask' ? backInList : sameHolder,
});

/** To administrators. */
export const administratorNotice = (command: EngineCommand): { title: Bilingual; body: Bilingual } => ({
  title: refusalTitle(command),
  body: {
    vi: 'Hồ sơ không tự đi tiếp. Mở trang Hệ thống quy trình, mục Bị từ chối, để xem lý do rồi gửi lại hoặc cất đi.',
    en: 'The dossier does not go on by itself. Open the page Process system, part Refused, read the reason, and send it again or dismiss it.',
  },
});
