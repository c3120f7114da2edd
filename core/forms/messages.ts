import type { FormComponent } from './form-schema.ts';

type Pair = readonly [vi: string, en: string];
export type RuleFacts = { readonly limit?: unknown; readonly field?: FormComponent };

const dateWords = (limit: unknown): string => String(limit).split('-').reverse().join('/');

const sentences: Readonly<Record<string, (facts: RuleFacts) => Pair>> = {
  required: () => ['Chưa trả lời mục này', 'This needs an answer'],
  type: () => ['Giá trị không đúng loại', 'The value has the wrong type'],
  maxLength: ({ limit }) => [`Dài quá ${String(limit)} ký tự`, `Longer than ${String(limit)} characters`],
  minLength: ({ limit }) => [`Ngắn hơn ${String(limit)} ký tự`, `Shorter than ${String(limit)} characters`],
  pattern: ({ field }) => [
    field?.validate?.patternErrorMessage ?? 'Không đúng dạng được yêu cầu',
    field?.properties?.['patternErrorMessageEn'] ?? 'Does not have the asked form',
  ],
  numeric: () => ['Phải là một số', 'Must be a number'],
  atLeast: ({ limit }) => [`Phải từ ${String(limit)} trở lên`, `Must be ${String(limit)} or more`],
  atMost: ({ limit }) => [`Không được quá ${String(limit)}`, `Must be ${String(limit)} or less`],
  decimalDigits: ({ limit }) =>
    limit === 0
      ? ['Phải là số nguyên', 'Must be a whole number']
      : [`Chỉ được ${String(limit)} chữ số thập phân`, `At most ${String(limit)} decimal digits`],
  increment: ({ limit }) => [`Phải là bội số của ${String(limit)}`, `Must be a multiple of ${String(limit)}`],
  choice: () => ['Hãy chọn một mục trong danh sách', 'Choose one of the options'],
  uniqueItems: () => ['Một mục được chọn hai lần', 'An option was chosen twice'],
  maxItems: ({ limit }) => [`Nhiều quá ${String(limit)} mục`, `More than ${String(limit)} entries`],
  moment: () => ['Ngày hoặc giờ không có thật', 'Not a real date or time'],
  notBefore: ({ limit }) => [`Không được trước ngày ${dateWords(limit)}`, `Must not be before ${dateWords(limit)}`],
  notAfter: ({ limit }) => [`Không được sau ngày ${dateWords(limit)}`, `Must not be after ${dateWords(limit)}`],
  unknown: () => ['Biểu mẫu không hỏi mục này', 'The form does not ask for this'],
  hidden: () => ['Mục này không áp dụng với các câu trả lời đã chọn', 'This does not apply to the answers given'],
  disabled: () => ['Mục này không được sửa', 'This cannot be changed'],
  readonly: () => ['Mục này không được sửa', 'This cannot be changed'],
};

/** The sentence for a rule in Vietnamese and English; an unknown rule is still answered. */
export const messageFor = (rule: string, facts: RuleFacts = {}): Pair =>
  (sentences[rule] ?? (() => ['Giá trị không hợp lệ', 'The value is not valid']))(facts);
