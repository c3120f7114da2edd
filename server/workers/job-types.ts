type Description = {
  readonly name: string;
  readonly required: boolean;
  readonly label: { readonly vi: string; readonly en: string };
};

/** What a model may say to a service task: job type, inputs (io mapping) and task headers. Import checks and element templates read it. */
export type JobTypeDescription = {
  readonly type: string;
  readonly label: { readonly vi: string; readonly en: string };
  readonly inputs: readonly Description[];
  readonly headers: readonly Description[];
  /** BPMN errors that the handler may throw. */
  readonly errors: readonly string[];
};

const optional = (name: string, vi: string, en: string): Description => ({ name, required: false, label: { vi, en } });
const required = (name: string, vi: string, en: string): Description => ({ name, required: true, label: { vi, en } });
const describe = <T extends string>(
  type: T,
  vi: string,
  en: string,
  more: Partial<Pick<JobTypeDescription, 'inputs' | 'headers' | 'errors'>> = {},
) => ({
  type,
  label: { vi, en },
  inputs: [],
  headers: [],
  errors: [],
  ...more,
});

export const jobTypes = [
  describe('dossier.accept', 'Tiếp nhận: cấp mã, hẹn trả, giấy tiếp nhận', 'Accept: code, promised date, receipt M01'),
  describe('dossier.refuse', 'Từ chối tiếp nhận', 'Refuse at intake, slip M03', {
    inputs: [optional('refusalReason', 'Lý do', 'Reason')],
  }),
  describe('dossier.requestSupplement', 'Yêu cầu bổ sung', 'Request a supplement, slip M02', {
    inputs: [optional('supplementStage', 'Giai đoạn: INTAKE hoặc APPRAISAL', 'Stage: INTAKE or APPRAISAL')],
  }),
  describe('dossier.stop', 'Dừng giải quyết', 'Stop, notice M05', {
    inputs: [optional('stopReason', 'Lý do', 'Reason')],
  }),
  describe('dossier.close', 'Kết thúc hồ sơ', 'Close the dossier', {
    headers: [optional('reason', 'WITHDRAWN khi rút hồ sơ', 'WITHDRAWN for a withdrawal')],
  }),
  describe('paper.issue', 'Phát hành giấy tờ', 'Issue a paper', {
    headers: [required('paper', 'Mẫu giấy tờ', 'Template of the paper')],
  }),
  describe('notify.applicant', 'Thông báo cho người nộp', 'Notify the applicant', {
    headers: [required('template', 'Mẫu thông báo', 'Template of the notice')],
  }),
  describe('lookup', 'Tra cứu cơ sở dữ liệu', 'Look up a register', {
    inputs: [required('key', 'Khóa tra cứu', 'Key of the record')],
    headers: [required('source', 'Cơ sở dữ liệu', 'Register')],
    errors: ['LOOKUP_FAILED'],
  }),
  describe('agency.send', 'Chuyển cơ quan khác giải quyết', 'Hand a part to another agency', {
    inputs: [
      optional('agency', 'Loại cơ quan', 'Kind of agency'),
      optional('agencyHours', 'Hạn trả lời, giờ làm việc', 'Limit in working hours'),
    ],
    headers: [
      optional('agency', 'Loại cơ quan', 'Kind of agency'),
      optional('agencyHours', 'Hạn trả lời, giờ làm việc', 'Limit in working hours'),
      optional('subject', 'Trích yếu', 'Subject'),
      optional('fields', 'Các trường gửi đi', 'Fields that are sent'),
    ],
  }),
] as const satisfies readonly JobTypeDescription[];

export type JobType = (typeof jobTypes)[number]['type'];
