import type { Page } from 'playwright-core';
import { answerForm, type Answer } from './answer-form.ts';

/** Invented people of a birth registration within 60 days. The child's and the parents' numbers are in no register. */
export const birthAnswers = (child: string, birthCertificate: string, hometown = 'Quê quán'): readonly Answer[] => [
  [null, 'Quan hệ với người được khai sinh', 'Mẹ'],
  ['Người được khai sinh', 'Họ, chữ đệm, tên', child],
  ['Người được khai sinh', 'Giới tính', 'Nữ'],
  ['Người được khai sinh', 'Ngày sinh', daysAgo(5)],
  ['Người được khai sinh', 'Nơi sinh', 'Bệnh viện Mẫu'],
  ['Người được khai sinh', hometown, 'phường Bến Hoa'],
  ['Người mẹ', 'Họ, chữ đệm, tên', 'Công dân A'],
  ['Người mẹ', 'Số định danh cá nhân', '000195000001'],
  ['Người mẹ', 'Ngày sinh', '01/02/1995'],
  ['Người mẹ', 'Nơi cư trú', 'Số 1, đường Mẫu, phường Bến Hoa'],
  ['Người cha', 'Họ, chữ đệm, tên', 'Công dân B'],
  ['Người cha', 'Số định danh cá nhân', '000090000002'],
  ['Người cha', 'Ngày sinh', '15/08/1990'],
  ['Người cha', 'Nơi cư trú', 'Số 1, đường Mẫu, phường Bến Hoa'],
  ['Hôn nhân của cha mẹ', 'Cha mẹ đã đăng ký kết hôn', 'Chưa đăng ký'],
  ['Giấy chứng sinh', 'Số giấy chứng sinh', birthCertificate],
  ['Giấy chứng sinh', 'Cơ sở y tế cấp', 'Bệnh viện Mẫu'],
  ['Nhận kết quả', 'Cách nhận kết quả', 'Tại bộ phận một cửa'],
  [null, 'Tôi cam đoan lời khai là đúng sự thật và chịu trách nhiệm trước pháp luật.', ''],
];

/** dd/mm/yyyy; a fixed date would fall out of the 60 days of a registration in time. */
export function daysAgo(days: number): string {
  const [year, month, day] = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

export const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Tiếp tục', exact: true }).click();

export const stepTitle = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name: new RegExp(`^Bước \\d/\\d: ${name}$`) }).waitFor();

/** Where the procedure's page sends somebody who chose the usual case. */
export const filingPath = '/nop/1.001193?truong-hop=B-1';

/** From the applicant's step, where `filingPath` begins, to the page that asks to check the answers. */
export const fillInBirth = async (
  page: Page,
  child: string,
  birthCertificate: string,
  hometown?: string,
): Promise<void> => {
  await stepTitle(page, 'Người nộp');
  await goOn(page);
  await stepTitle(page, 'Tờ khai');
  await answerForm(page.locator('.mc-form'), birthAnswers(child, birthCertificate, hometown));
  await goOn(page);
  await stepTitle(page, 'Giấy tờ');
  await goOn(page);
  await stepTitle(page, 'Kiểm tra và gửi');
};

/** Sends. Gives the address of the new dossier's page, which shows the receipt. */
export const sendDossier = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Gửi hồ sơ' }).click();
  await page.waitForURL(/\/ho-so\/[^/?]+\?da-nop=1$/);
  await page.getByRole('heading', { name: 'Đã gửi hồ sơ' }).waitFor();
  return new URL(page.url()).pathname;
};
