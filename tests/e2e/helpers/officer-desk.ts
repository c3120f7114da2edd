import type { Page } from 'playwright-core';
import { answerForm, type Answer } from './answer-form.ts';

export type Act = { readonly task: string; readonly answers: readonly Answer[]; readonly decision: string };

/** Takes the list as it is now, when rows were kept in place while it changed. */
const rearrange = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: /^Sắp xếp lại/ });
  if (await button.isVisible()) await button.click();
};

/** Waits until a task is in the list, without reloading the page. */
export const waitForTask = async (page: Page, task: string): Promise<void> => {
  const row = page.getByRole('button', { name: task });
  await row
    .or(page.getByRole('button', { name: /^Sắp xếp lại/ }))
    .first()
    .waitFor();
  await rearrange(page);
  await row.first().waitFor();
};

/** Opens the first task of that name and claims it. */
export const claimTask = async (page: Page, task: string): Promise<void> => {
  await waitForTask(page, task);
  await page.getByRole('button', { name: task }).first().click();
  await page.getByRole('heading', { name: task }).waitFor();
  await page.getByRole('button', { name: 'Nhận việc' }).click();
  await page.getByText('Tôi đang giữ việc này').waitFor();
};

/** Decides, fills in what the decision asks for, and sends. */
export const decide = async (page: Page, { task, answers, decision }: Act): Promise<void> => {
  await page.getByRole('group', { name: 'Quyết định' }).getByLabel(decision).check();
  await answerForm(page.locator('.mc-form'), answers);
  await page.getByRole('button', { name: `Gửi: ${decision}` }).click();
  await page.getByText(`Đã hoàn thành: ${task}`).first().waitFor();
};
