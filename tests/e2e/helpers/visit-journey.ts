import type { Page } from 'playwright-core';
import { daysAgo, filingPath, fillInBirth, sendDossier } from './birth-registration.ts';
import { claimTask, decide, waitForTask, type Act } from './officer-desk.ts';
import { downloadPackage, uploadPackage } from './procedure-package.ts';
import type { VisitedSite } from './visited-site.ts';

/** What a visitor of the product does, from the first page to a changed procedure, on whatever engine the site runs. */
export const describeVisit = (openSite: () => Promise<VisitedSite>): void => {
  const LIVE_MS = 5_000;
  const procedure = '1.001193';

  let site: VisitedSite;
  let citizen: Page;
  let officer: Page;
  let leader: Page;
  let administrator: Page;

  beforeAll(async () => {
    site = await openSite();
  }, 120_000);
  afterAll(() => site?.close());

  /** Marks the page as it is loaded now; a reload would lose the mark. */
  const markPage = (page: Page): Promise<void> => page.evaluate('void (window.loadedOnce = true)');
  const isSamePage = (page: Page): Promise<boolean> => page.evaluate('window.loadedOnce === true');

  /** The sentence on the citizen's page, within the time in which an act has to show, without a reload. */
  const citizenReads = async (sentence: string): Promise<void> => {
    await citizen.locator('main').getByText(sentence, { exact: true }).first().waitFor({ timeout: LIVE_MS });
    expect(await isSamePage(citizen)).toBe(true);
  };

  describe('the visit', () => {
    it('shows anybody what a birth registration takes', async () => {
      citizen = await site.open();
      await citizen.goto('/thu-tuc');
      await citizen.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click();
      await citizen.getByRole('heading', { name: 'Cần chuẩn bị' }).waitFor();
      expect(await citizen.getByRole('list').filter({ hasText: 'Giấy chứng sinh' }).count()).toBeGreaterThan(0);
      await site.keepPicture(citizen, '01-procedure');
    });

    it('has an officer at work before anything is filed', async () => {
      officer = await site.open({ as: 'officer' });
      await officer.getByText('Đơn vị chưa có việc').waitFor();
      await markPage(officer);
    });

    it('lets a citizen sign in on the way, file, check and send, and gives a receipt', async () => {
      await citizen.getByRole('link', { name: 'Nộp trực tuyến' }).click();
      await citizen.locator('input[name=username]').fill('citizen');
      await citizen.locator('input[name=password]').fill(site.password);
      await citizen.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
      await fillInBirth(citizen, 'Công dân C', 'CS-2026-0001');
      expect(await citizen.locator('.mc-form').getByLabel('Số giấy chứng sinh').inputValue()).toBe('CS-2026-0001');
      await site.keepPicture(citizen, '02-check-answers');
      await sendDossier(citizen);
      expect(await citizen.getByText(/^Mã tra cứu:/).innerText()).toMatch(/[A-Z0-9]{6,}/);
      await site.keepPicture(citizen, '03-receipt');
      await markPage(citizen);
    });

    it('shows the new dossier in the list that the officer has open, without a reload', async () => {
      await waitForTask(officer, 'Kiểm tra thành phần hồ sơ');
      expect(await isSamePage(officer)).toBe(true);
      await site.keepPicture(officer, '04-task-list');
    });

    const intake: Act = {
      task: 'Kiểm tra thành phần hồ sơ',
      answers: [
        [null, 'Đã kiểm tra', 'Danh tính người nộp'],
        [null, 'Đã đối chiếu bản chính và số hóa giấy tờ', ''],
      ],
      decision: 'Tiếp nhận',
    };
    it('is accepted by the officer, and the citizen sees a code and a promised date', async () => {
      await claimTask(officer, intake.task);
      await site.keepPicture(officer, '05-open-task');
      await decide(officer, intake);
      await citizen
        .getByText(/^H29\.101\.2-\d{6}-\d{4}$/)
        .first()
        .waitFor({ timeout: LIVE_MS });
      expect(await isSamePage(citizen)).toBe(true);
      await site.keepPicture(citizen, '06-accepted');
    });

    const decisions: readonly (Act & { readonly by: 'officer' | 'leader'; readonly then: string })[] = [
      {
        by: 'officer',
        task: 'Thẩm tra, xác minh',
        answers: [['Kết quả thẩm tra', 'Kết luận', 'Giấy chứng sinh và thông tin cha, mẹ khớp.']],
        decision: 'Đủ căn cứ ghi sổ',
        then: 'Công chức hộ tịch đang ghi sổ. Người yêu cầu ký vào sổ khi đến nhận.',
      },
      {
        by: 'officer',
        task: 'Ghi sổ hộ tịch',
        answers: [
          ['Sổ đăng ký khai sinh', 'Quyển số', '01/2026'],
          ['Sổ đăng ký khai sinh', 'Số thứ tự', '15'],
          ['Sổ đăng ký khai sinh', 'Chữ ký của người yêu cầu trong sổ', 'Sẽ ký khi nhận kết quả'],
          [null, 'Tóm tắt dự thảo', 'Giấy khai sinh của Công dân C'],
        ],
        decision: 'Trình ký giấy khai sinh',
        then: 'Lãnh đạo đang xem xét, ký giấy khai sinh.',
      },
      {
        by: 'leader',
        task: 'Ký duyệt',
        answers: [[null, 'Hình thức ký', 'Ký số']],
        decision: 'Ký duyệt',
        then: 'Đang nhận số định danh cá nhân của trẻ từ CSDL dân cư.',
      },
      {
        by: 'officer',
        task: 'Nhận số định danh',
        answers: [
          ['Số định danh cá nhân', 'Số định danh của trẻ', '000226000001'],
          ['Số định danh cá nhân', 'Ngày cấp', daysAgo(0)],
        ],
        decision: 'Đã nhận số định danh',
        then: 'Văn thư đang cấp số, đóng dấu.',
      },
      {
        by: 'officer',
        task: 'Cấp số, đóng dấu',
        answers: [
          ['Phát hành văn bản', 'Số bản phát hành', '1'],
          ['Phát hành văn bản', 'Đã đóng dấu hoặc ký số tổ chức', ''],
        ],
        decision: 'Đã phát hành',
        then: 'Đã có kết quả. Mời Ông/Bà nhận theo cách đã chọn.',
      },
      {
        by: 'officer',
        task: 'Trả kết quả',
        answers: [
          ['Trả kết quả', 'Cách trả', 'Tại quầy'],
          ['Trả kết quả', 'Người nhận', 'Công dân A'],
        ],
        decision: 'Đã trả kết quả',
        then: 'Đã trả kết quả. Cảm ơn Ông/Bà.',
      },
    ];
    it.each(decisions)('goes on as the $by decides: $task', async ({ by, then, ...act }) => {
      if (by === 'leader') leader = await site.open({ as: 'leader' });
      const desk = by === 'leader' ? leader : officer;
      await claimTask(desk, act.task);
      await decide(desk, act);
      await citizenReads(then);
      await site.keepPicture(desk, `07-${by}-${decisions.findIndex(({ task }) => task === act.task) + 1}`);
    });

    it('ends with the certificate in the hands of the citizen and nothing left to do', async () => {
      await citizen.getByText('Đã trả kết quả. Không còn việc gì phải làm.').waitFor();
      const paper = citizen.getByRole('link', { name: /Giấy khai sinh/ }).first();
      const answer = await citizen.request.get((await paper.getAttribute('href')) ?? '');
      expect([answer.headers()['content-type'], (await answer.body()).subarray(0, 5).toString('latin1')]).toEqual([
        'application/pdf',
        '%PDF-',
      ]);
      expect(await isSamePage(citizen)).toBe(true);
      await site.keepPicture(citizen, '08-returned');
      expect(await isSamePage(officer)).toBe(true);
    });
  });

  describe('a change of the procedure', () => {
    const oldLabel = 'Quê quán';
    const newLabel = 'Quê quán theo cha hoặc mẹ';
    const oldStep = 'Kiểm tra thành phần hồ sơ';
    const newStep = 'Kiểm tra hồ sơ điện tử';
    let changed: Map<string, string>;
    let openBefore: string;

    const file = async (child: string): Promise<string> => {
      await citizen.goto(filingPath);
      await fillInBirth(citizen, child, 'CS-2026-0002');
      return sendDossier(citizen);
    };
    const labelsOfDossier = async (path: string): Promise<string> => {
      await officer.goto(path.replace('/ho-so/', '/lam-viec/ho-so/'));
      const form = officer.locator('.mc-form');
      await form.getByText('Người được khai sinh').first().waitFor();
      return form.innerText();
    };

    it('begins with the package of the version that runs, while a dossier is open', async () => {
      openBefore = await file('Công dân D');
      administrator = await site.open({ as: 'administrator' });
      const files = await downloadPackage(administrator, 'Đăng ký khai sinh');
      const form = files.get('forms/birth-start.form.json') ?? '';
      const model = files.get('main.bpmn') ?? '';
      expect([form, model]).toEqual([
        expect.stringContaining(`"${oldLabel}"`),
        expect.stringContaining(`name="${oldStep}"`),
      ]);
      files.set('forms/birth-start.form.json', form.replaceAll(`"${oldLabel}"`, `"${newLabel}"`));
      files.set('main.bpmn', model.replaceAll(`name="${oldStep}"`, `name="${newStep}"`));
      changed = files;
    });

    it('is imported as version 2, which does not run yet', async () => {
      await uploadPackage(administrator, changed);
      await administrator.getByText(/Đã nhập 1\.001193 phiên bản 2/).waitFor();
      await administrator.getByRole('heading', { name: 'Phiên bản 2' }).waitFor();
      expect(await administrator.getByText('đang chạy phiên bản 1').count()).toBe(1);
      await site.keepPicture(administrator, '09-version-2');
    });

    it('is released with a reason', async () => {
      const version = administrator.getByRole('article').filter({ hasText: 'Phiên bản 2' });
      await version.getByRole('button', { name: 'Phát hành' }).click();
      const dialog = administrator.getByRole('dialog');
      await dialog.getByLabel('Lý do').fill('Làm rõ cách ghi quê quán');
      await dialog.getByLabel(`Gõ mã ${procedure} để xác nhận`).fill(procedure);
      await site.keepPicture(administrator, '10-release');
      await dialog.getByRole('button', { name: 'Phát hành' }).click();
      await administrator.getByText('đang chạy phiên bản 2').waitFor();
    });

    it('is what the next dossier runs, while the open one stays as it began', async () => {
      await citizen.goto(filingPath);
      await fillInBirth(citizen, 'Công dân E', 'CS-2026-0003', newLabel);
      const openAfter = await sendDossier(citizen);
      await officer.goto('/lam-viec/viec');
      await waitForTask(officer, newStep);
      await waitForTask(officer, oldStep);
      await site.keepPicture(officer, '11-two-versions');
      expect(await labelsOfDossier(openBefore)).not.toContain(newLabel);
      expect(await labelsOfDossier(openBefore)).toContain(oldLabel);
      expect(await labelsOfDossier(openAfter)).toContain(newLabel);
      await site.keepPicture(officer, '12-new-label');
    });
  });

  describe('the pages of the visit', () => {
    it('show the mark of the form viewer, uncovered', async () => {
      const mark = officer.locator('.fjs-powered-by').first();
      await mark.scrollIntoViewIfNeeded();
      const box = await mark.boundingBox();
      expect([(box?.width ?? 0) > 40, (box?.height ?? 0) > 10]).toEqual([true, true]);
      const isOnTop = `(() => { const mark = document.querySelector('.fjs-powered-by'); const box = mark.getBoundingClientRect();
      return mark.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)); })()`;
      expect(await officer.evaluate(isOnTop)).toBe(true);
    });

    it('wrote no error, failed no request and asked no other site for anything', () => {
      expect(site.faults()).toEqual([]);
    });
  });
};
