import type { Page } from 'playwright-core';
import { findAxeViolations, overflowsSideways } from './helpers/browser.ts';
import { downloadPackage, uploadPackage } from './helpers/procedure-package.ts';
import { visitSite, type VisitedSite } from './helpers/visited-site.ts';

let site: VisitedSite;
let administrator: Page;

beforeAll(async () => {
  site = await visitSite();
  administrator = await site.open({ as: 'administrator' });
}, 120_000);
afterAll(() => site?.close());

/** Where each finding points: file, and element when there is one. */
const placesOf = async (page: Page): Promise<string[]> =>
  (await page.locator('li[data-severity=error] p:last-child').allInnerTexts()).map((place) => place.trim());

describe('a package with several faults', () => {
  it('is refused with all of them in one list, each with its file and element', async () => {
    const files = await downloadPackage(administrator, 'Đăng ký khai sinh');
    const model = files.get('main.bpmn') ?? '';
    files.set(
      'main.bpmn',
      model
        .replace('calledDecision decisionId="', 'calledDecision decisionId="no-such-')
        .replace('name="dossier.status" value="3"', 'name="dossier.status" value="33"')
        .replace('<zeebe:taskDefinition type="lookup"', '<zeebe:taskDefinition type="look-up"'),
    );
    files.delete('forms/birth-verify.form.json');
    files.set('forms/birth-record.form.json', '{ "components": ');
    await uploadPackage(administrator, files);
    await administrator.getByRole('heading', { name: /^Gói bị từ chối: \d+ lỗi$/ }).waitFor();
    await site.keepPicture(administrator, '20-package-problems');
    const places = await placesOf(administrator);
    expect(places).toEqual(
      expect.arrayContaining([
        'main.bpmn · verify',
        'main.bpmn · record',
        'main.bpmn · authenticate',
        'main.bpmn · endRefused',
        'main.bpmn · lateCharge',
        'forms/birth-record.form.json',
      ]),
    );
  });

  it('tells each fault in a sentence, readable on a phone and for everybody', async () => {
    const sentences = await administrator.locator('li[data-severity=error] p:first-child').allInnerTexts();
    expect(sentences.filter((sentence) => sentence.replace('Lỗi:', '').trim().length < 15)).toEqual([]);
    expect(await findAxeViolations(administrator)).toEqual([]);
    await administrator.setViewportSize({ width: 360, height: 780 });
    expect(await overflowsSideways(administrator)).toBe(false);
    await site.keepPicture(administrator, '21-package-problems-phone');
  });

  it('leaves nothing behind', async () => {
    await administrator.reload();
    await administrator.getByRole('heading', { name: 'Phiên bản 1' }).waitFor();
    expect(await administrator.getByRole('article').count()).toBe(1);
    const refusal = site.faults().filter((fault) => !/^422 POST \/api\/procedures\/1\.001193\/versions$/.test(fault));
    expect(refusal).toEqual([]);
  });
});
