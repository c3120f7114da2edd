import type { Language } from '../i18n/language.ts';

/**
 * Texts of the form runtime by their English original: the viewer asks for them one by one, so they are kept here and not in
 * the catalogues of the pages. `{name}` is replaced.
 */
const vietnamese: Readonly<Record<string, string>> = {
  'Add new': 'Thêm dòng',
  'All values selected': 'Đã chọn hết',
  'Click to remove sorting': 'Nhấn để bỏ sắp xếp',
  'Click to sort by {value} ascending': 'Nhấn để sắp xếp {value} tăng dần',
  'Click to sort by {value} descending': 'Nhấn để sắp xếp {value} giảm dần',
  Collapse: 'Thu gọn',
  'Date and time must both be entered.': 'Nhập cả ngày và giờ.',
  Decrement: 'Giảm',
  'Document reference is not defined.': 'Chưa có tài liệu.',
  'Download {fileName}': 'Tải {fileName}',
  'Expand all ({value})': 'Mở hết ({value})',
  'Field is required.': 'Chưa trả lời mục này.',
  'Field must be a valid email.': 'Không đúng dạng địa chỉ thư điện tử, ví dụ ten@example.vn.',
  'Field must be a valid international phone number. (e.g. +4930664040900)': 'Không đúng dạng số điện thoại quốc tế.',
  'Field must have maximum length of {value}.': 'Dài quá {value} ký tự.',
  'Field must have maximum value of {value}.': 'Không được quá {value}.',
  'Field must have minimum length of {value}.': 'Ngắn hơn {value} ký tự.',
  'Field must have minimum value of {value}.': 'Phải từ {value} trở lên.',
  'Field must match pattern {value}.': 'Không đúng dạng được yêu cầu.',
  Increment: 'Tăng',
  'Max validation value is not a valid number.': 'Giới hạn trên của mục này không phải là số.',
  'Min validation value is not a valid number.': 'Giới hạn dưới của mục này không phải là số.',
  'Next page': 'Trang sau',
  'No content to show.': 'Không có nội dung.',
  'No files selected': 'Chưa chọn tệp',
  'No options source defined in the form definition': 'Biểu mẫu thiếu danh sách lựa chọn',
  'Nothing to show.': 'Không có gì để hiện.',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.':
    'Không phải giá trị được nhận; hai giá trị gần nhất là {previousValue} và {nextValue}.',
  'Previous page': 'Trang trước',
  'Remove tag': 'Bỏ mục này',
  Search: 'Tìm',
  'Skip to search': 'Tới ô tìm',
  'Unable to download document': 'Không tải được tài liệu',
  'Value is expected to be an integer.': 'Phải là số nguyên.',
  'Value is expected to have at most 1 decimal digit.': 'Chỉ được một chữ số thập phân.',
  'Value is expected to have at most {value} decimal digits.': 'Chỉ được {value} chữ số thập phân.',
  'Value is not a number.': 'Phải là một số.',
  '{page} of {total}': '{page} trên {total}',
  '{value} files selected': 'Đã chọn {value} tệp',
  // ours
  'Enter a real date as day, month and year.': 'Nhập một ngày có thật: ngày, tháng, năm.',
  'Enter a time from 00:00 to 23:59.': 'Nhập giờ từ 00:00 đến 23:59.',
  'Must not be before {value}.': 'Không được trước ngày {value}.',
  'Must not be after {value}.': 'Không được sau ngày {value}.',
  Day: 'Ngày',
  Month: 'Tháng',
  Year: 'Năm',
  'Time (hh:mm)': 'Giờ (giờ:phút)',
  'Choose file': 'Chọn tệp',
  'Choose another file': 'Chọn thêm tệp',
  '{types}; at most {size} MB per file.': '{types}; mỗi tệp không quá {size} MB.',
  'Sending {name}: {value}%': 'Đang gửi {name}: {value}%',
  'Sent {name}': 'Đã gửi {name}',
  'Remove {name}': 'Bỏ {name}',
  'Cancel {name}': 'Ngừng gửi {name}',
  '{name} is larger than {size} MB. Take a smaller photo or split the file.':
    '{name} lớn hơn {size} MB. Hãy chụp lại với cỡ nhỏ hơn hoặc tách tệp.',
  '{name} is empty.': '{name} là tệp trống.',
  '{name} was not sent: {reason}': 'Chưa gửi được {name}: {reason}',
  'Wait until the file is sent.': 'Đợi gửi xong tệp.',
  'There is a problem': 'Có mục cần sửa',
  'There are {value} problems': 'Có {value} mục cần sửa',
  'row {value}': 'dòng {value}',
};

export type FormTranslate = (template: string, replacements?: Readonly<Record<string, string | number>>) => string;

/** The viewer's and our own texts in a language; a text that is missing stays English rather than empty. */
export const createFormTranslate =
  (language: Language): FormTranslate =>
  (template, replacements = {}) =>
    ((language === 'vi' ? vietnamese[template] : undefined) ?? template).replace(/\{(\w+)\}/g, (whole, name: string) =>
      replacements[name] === undefined ? whole : String(replacements[name]),
    );
