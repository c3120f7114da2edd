import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { readZip } from '../../../server/features/procedures/read-package.ts';
import { zipOf } from '../../helpers/zip.ts';

/** Files of the newest version of a procedure, by path, taken as an administrator takes them. Leaves its versions on the page. */
export const downloadPackage = async (page: Page, procedure: string): Promise<Map<string, string>> => {
  await page.goto('/quan-tri/thu-tuc');
  await page.getByRole('link', { name: procedure, exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải gói' }).first().click(),
  ]);
  return readZip(await readFile(await download.path()));
};

/** Chooses the zip of these files on the page of a procedure and sends it. */
export const uploadPackage = async (page: Page, files: ReadonlyMap<string, string>): Promise<void> => {
  const buffer = await zipOf(files);
  await page.getByLabel('Tệp zip').setInputFiles({ name: 'goi.zip', mimeType: 'application/zip', buffer });
  await page.getByRole('button', { name: 'Nhập gói' }).click();
};
