import { deflateSync, crc32 } from 'node:zlib';
import type { Page } from 'playwright-core';
import { answerForm, type Answer } from './helpers/answer-form.ts';
import { goOn, sendDossier, stepTitle } from './helpers/birth-registration.ts';
import { findAxeViolations, overflowsSideways } from './helpers/browser.ts';
import { fileDossier } from './helpers/file-dossier.ts';
import { claimTask, decide, waitForTask } from './helpers/officer-desk.ts';
import { askAs, findTask, passStep } from './helpers/site-api.ts';
import { visitSite, type VisitedSite } from './helpers/visited-site.ts';

let site: VisitedSite;
let citizen: Page;
let officer: Page;
let leader: Page;

const accept = { outcome: 'accept', intakeFindings: ['IDENTITY'], originalsCompared: true };

beforeAll(async () => {
  site = await visitSite();
  [citizen, officer, leader] = await Promise.all([
    site.open({ as: 'citizen', width: 360 }),
    site.open({ as: 'officer' }),
    site.open({ as: 'leader' }),
  ]);
}, 120_000);
afterAll(() => site?.close());

/** A page that somebody uses is accessible and fits its screen. */
const expectSound = async (page: Page, name: string): Promise<void> => {
  await site.keepPicture(page, name);
  expect({ found: await findAxeViolations(page), wide: await overflowsSideways(page) }).toEqual({
    found: [],
    wide: false,
  });
};

const pdf = { name: 'uy-quyen.pdf', mimeType: 'application/pdf', buffer: Buffer.from(smallPdf()) };
const picture = { name: 'uy-quyen-chung-thuc.png', mimeType: 'image/png', buffer: grayPicture(200, 120) };

describe('filing with papers', () => {
  const kin = 'Người được ủy quyền là người thân thích';
  const answers: readonly Answer[] = [
    ['Người ủy quyền', 'Họ, chữ đệm, tên người ủy quyền', 'Công dân B'],
    ['Người ủy quyền', 'Số định danh người ủy quyền', '000090000002'],
    ['Người ủy quyền', kin, 'Phải: cha, mẹ, vợ, chồng, con, anh, chị, em ruột'],
    ['Việc hộ tịch cần trích lục', 'Loại việc hộ tịch', 'Khai sinh'],
    ['Việc hộ tịch cần trích lục', 'Họ, chữ đệm, tên người được đăng ký', 'Công dân B'],
    ['Việc hộ tịch cần trích lục', 'Ngày sinh', '15/08/1990'],
    ['Việc hộ tịch cần trích lục', 'Nơi đăng ký', 'Ủy ban nhân dân phường Một'],
    ['Nội dung yêu cầu', 'Số bản sao', '2'],
    ['Nội dung yêu cầu', 'Diện miễn lệ phí', 'Không thuộc diện miễn'],
    ['Nhận kết quả', 'Cách nhận kết quả', 'Tại bộ phận một cửa'],
    [null, 'Tôi cam đoan lời khai là đúng sự thật và chịu trách nhiệm trước pháp luật.', ''],
  ];
  const paper = (name: string) => citizen.getByRole('heading', { name, exact: true });

  it('asks for the papers that the answers call for, and for no other', async () => {
    await citizen.goto('/nop/2.000635?truong-hop=E-2');
    await stepTitle(citizen, 'Người nộp');
    await goOn(citizen);
    await stepTitle(citizen, 'Tờ khai');
    await answerForm(citizen.locator('.mc-form'), answers);
    await goOn(citizen);
    await paper('Giấy tờ chứng minh quan hệ thân thích').waitFor();
    expect(await paper('Văn bản ủy quyền').count()).toBe(0);
    await citizen.getByRole('button', { name: 'Quay lại bước trước' }).click();
    await answerForm(citizen.locator('.mc-form'), [
      ['Người ủy quyền', kin, 'Không: văn bản ủy quyền phải được chứng thực'],
    ]);
    await goOn(citizen);
    await paper('Văn bản ủy quyền').waitFor();
    expect(await paper('Giấy tờ chứng minh quan hệ thân thích').count()).toBe(0);
  });

  it('goes on only with the required paper, and takes it at once', async () => {
    await goOn(citizen);
    await citizen.getByText('Cần giấy này. Chụp ảnh hoặc chọn tệp.').waitFor();
    await citizen.locator('#paper-authorisation').setInputFiles(pdf);
    await citizen.getByRole('button', { name: `Xóa ${pdf.name}` }).waitFor();
    await expectSound(citizen, 'acts-papers');
    await goOn(citizen);
    await stepTitle(citizen, 'Kiểm tra và gửi');
    expect(await citizen.getByRole('listitem').filter({ hasText: pdf.name }).count()).toBe(1);
    await sendDossier(citizen);
  });
});

describe('a supplement', () => {
  it('is asked for by the officer, who names the paper and the reason', async () => {
    await claimTask(officer, 'Kiểm tra thành phần hồ sơ');
    await decide(officer, {
      task: 'Kiểm tra thành phần hồ sơ',
      answers: [
        ['Nội dung cần bổ sung', 'Giấy tờ, thông tin', 'Văn bản ủy quyền có chứng thực'],
        ['Nội dung cần bổ sung', 'Mã thành phần hồ sơ', 'authorisation'],
        ['Nội dung cần bổ sung', 'Lý do', 'Bản đã nộp chưa được chứng thực'],
      ],
      decision: 'Yêu cầu bổ sung',
    });
  });

  it('reaches the citizen as news, which stop being new when read', async () => {
    const rail = citizen.getByRole('link', { name: /Thông báo/ });
    await rail.filter({ hasText: '1' }).waitFor();
    await rail.click();
    await citizen.getByText('Hồ sơ cần bổ sung', { exact: true }).waitFor();
    await expectSound(citizen, 'acts-news');
    await citizen.getByRole('button', { name: 'Đã đọc' }).click();
    await rail.filter({ hasNotText: '1' }).waitFor();
    await citizen.getByRole('link', { name: 'Mở hồ sơ' }).click();
  });

  it('shows what is missing, why and until when, and takes that paper only', async () => {
    const todo = citizen.getByRole('region', { name: 'Việc Ông/Bà cần làm' });
    await todo.getByText('Bản đã nộp chưa được chứng thực').waitFor();
    expect(await todo.innerText()).toMatch(/trước \d{2}\/\d{2}\/\d{4}/);
    expect(await todo.locator('input[type=file], .mc-form').count()).toBe(1);
    await todo.getByRole('button', { name: 'Gửi bổ sung' }).click();
    await todo.getByText('Cần giấy này. Chụp ảnh hoặc chọn tệp.').waitFor();
    await todo.locator('input[type=file]').setInputFiles(picture);
    await todo.getByRole('button', { name: `Xóa ${picture.name}` }).waitFor();
    await expectSound(citizen, 'acts-supplement');
    await todo.getByRole('button', { name: 'Gửi bổ sung' }).click();
    await todo.getByText(/^Không có việc gì phải làm/).waitFor();
  });

  it('comes back to the officer as supplemented, with the new paper to look at', async () => {
    const row = officer.getByRole('button', { name: 'Kiểm tra thành phần hồ sơ' }).filter({ hasText: 'đã bổ sung' });
    await waitForTask(officer, 'Kiểm tra thành phần hồ sơ');
    await row.click();
    await officer.getByRole('tab', { name: /Giấy tờ/ }).click();
    const panel = officer.getByRole('tabpanel', { name: /Giấy tờ/ });
    await panel.getByRole('button', { name: picture.name }).click();
    const shown = officer.getByRole('dialog').getByRole('img', { name: picture.name });
    await shown.waitFor();
    await officer.waitForFunction(
      `[...document.querySelectorAll('[role=dialog] img')].some((image) => image.naturalWidth === 200)`,
    );
    await expectSound(officer, 'acts-picture');
    await officer.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: pdf.name }).click();
    const frame = officer.getByRole('dialog').locator('iframe');
    expect(await frame.getAttribute('title')).toBe(pdf.name);
    const file = await officer.request.get((await frame.getAttribute('src')) ?? '');
    expect(await file.body()).toEqual(pdf.buffer);
    await site.keepPicture(officer, 'acts-pdf');
    await officer.keyboard.press('Escape');
  });

  it('leaves the process where the diagram shows it', async () => {
    await officer.getByRole('tab', { name: 'Quy trình' }).click();
    const here = officer.locator('li[aria-current=step]');
    await here.waitFor();
    expect(await here.innerText()).toContain('Kiểm tra thành phần hồ sơ');
    expect(await officer.locator('.djs-element.mc-active').count()).toBeGreaterThan(0);
    await expectSound(officer, 'acts-diagram');
  });
});

describe('a withdrawal', () => {
  it('is asked for with a reason, agreed to by the officer, and ends the dossier', async () => {
    const id = await fileDossier(citizen, 'Công dân W', 'birth');
    await findTask(officer, id, 'intakeCheck');
    await citizen.goto(`/ho-so/${id}`);
    await citizen.getByRole('button', { name: 'Rút hồ sơ' }).click();
    const dialog = citizen.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Rút hồ sơ' }).click();
    await dialog.getByText('Nêu lý do rút hồ sơ.').waitFor();
    await dialog.getByLabel('Lý do rút').fill('Nộp nhầm thủ tục');
    await expectSound(citizen, 'acts-withdraw');
    await dialog.getByRole('button', { name: 'Rút hồ sơ' }).click();
    await dialog.waitFor({ state: 'detached' });
    await officer.goto('/lam-viec/viec');
    await claimTask(officer, 'Xác nhận rút hồ sơ');
    expect(await officer.locator('.mc-form').getByLabel('Lý do rút').inputValue()).toBe('Nộp nhầm thủ tục');
    await site.keepPicture(officer, 'acts-confirm-withdrawal');
    await decide(officer, { task: 'Xác nhận rút hồ sơ', answers: [], decision: 'Đồng ý cho rút' });
    await citizen.getByText('Đã rút hồ sơ. Muốn làm lại, nộp hồ sơ mới.').waitFor();
    expect(await citizen.getByRole('button', { name: 'Rút hồ sơ' }).count()).toBe(0);
  });
});

describe('a leader', () => {
  it('hands a task to an officer of its group, who finds it among the own ones', async () => {
    const id = await fileDossier(citizen, 'Công dân L', 'birth');
    const key = await findTask(officer, id, 'intakeCheck');
    await leader.goto(`/lam-viec/viec?loc=tat-ca&viec=${key}`);
    await leader.getByRole('button', { name: 'Giao việc' }).click();
    const dialog = leader.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Giao việc' }).click();
    await dialog.getByText('Chọn người nhận việc.').waitFor();
    await dialog.getByLabel(/Công chức một cửa \(dùng thử\)/).check();
    await expectSound(leader, 'acts-assign');
    await dialog.getByRole('button', { name: 'Giao việc' }).click();
    await leader.getByText('Công chức một cửa (dùng thử) đang giữ').waitFor();
    const { body } = await askAs(officer, 'GET', '/api/tasks?queue=mine');
    expect((body['items'] as { key: string }[]).map((task) => task.key)).toContain(key);
    await officer.goto('/lam-viec/viec?loc=toi');
    await officer.getByRole('button', { name: 'Kiểm tra thành phần hồ sơ' }).first().waitFor();
  });

  it('stops a dossier that was accepted, for a reason, and the citizen reads it', async () => {
    const id = await fileDossier(citizen, 'Công dân S', 'birth');
    await passStep(officer, id, 'intakeCheck', accept);
    await findTask(officer, id, 'verify');
    await leader.goto(`/lam-viec/ho-so/${id}`);
    await leader.getByRole('button', { name: 'Dừng giải quyết' }).click();
    const dialog = leader.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Dừng giải quyết' }).click();
    await dialog.getByText('Nêu lý do dừng giải quyết.').waitFor();
    await dialog.getByLabel('Lý do dừng').fill('Trẻ đã được đăng ký khai sinh nơi khác');
    await expectSound(leader, 'acts-stop');
    await dialog.getByRole('button', { name: 'Dừng giải quyết' }).click();
    await dialog.waitFor({ state: 'detached' });
    await leader.getByText('Dừng giải quyết').first().waitFor();
    await citizen.goto(`/ho-so/${id}`);
    await citizen.getByText('Hồ sơ đã dừng giải quyết. Lý do ở giấy tờ bên dưới.').waitFor();
    expect(await leader.getByRole('button', { name: 'Dừng giải quyết' }).count()).toBe(0);
  });
});

describe('other agencies', () => {
  let id: string;

  beforeAll(async () => {
    id = await fileDossier(citizen, 'Công dân T', 'interlinked');
    await passStep(officer, id, 'intakeCheck', accept);
    await passStep(officer, id, 'registerBirth', {
      ...{ outcome: 'submit', registerBook: '01/2026', registerEntry: '16', hospitalDataMatch: 'NONE' },
      draftSummary: 'Giấy khai sinh của Công dân T',
    });
    await passStep(leader, id, 'sign', { outcome: 'approve', signatureKind: 'DIGITAL' });
    await passStep(officer, id, 'personalId', {
      ...{ outcome: 'received', childPersonalId: '000226000002', personalIdDate: '2026-11-24' },
    });
  }, 60_000);

  const answerAs = async (username: string, subject: string, note: string, button: string, name: string) => {
    const desk = await site.open({ as: username, width: name === 'acts-agency-done' ? 360 : 1280 });
    const request = desk.getByRole('article').filter({ hasText: subject });
    await request.getByText('Công dân T').first().waitFor();
    expect(await request.innerText()).not.toMatch(/childFullName|FEMALE|BOTH/);
    await request.getByRole('button', { name: button }).click();
    await request.getByText('Viết nội dung trả lời.').waitFor();
    await request.getByLabel('Nội dung trả lời').fill(note);
    await expectSound(desk, name);
    await request.getByRole('button', { name: button }).click();
    await request.waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: 'Đã trả lời' }).click();
    await desk.getByRole('article').filter({ hasText: note }).waitFor();
    await expectSound(desk, `${name}-answered`);
  };

  it('answer: one does its part', async () => {
    await answerAs(
      ...(['externalOfficer-G01.101-01', 'Đăng ký thường trú', 'Đã đăng ký thường trú'] as const),
      ...(['Đã thực hiện', 'acts-agency-done'] as const),
    );
  });

  it('answer: another refuses, and the applicant still gets the rest', async () => {
    await answerAs(
      ...(['externalOfficer-G24.1-01', 'Cấp thẻ BHYT', 'Trẻ đã có thẻ ở nơi khác'] as const),
      ...(['Từ chối', 'acts-agency-refused'] as const),
    );
    await findTask(officer, id, 'returnResult');
    const { body } = await askAs(citizen, 'GET', `/api/dossiers/${id}`);
    expect(body).toMatchObject({ status: 9, outcome: 'PARTLY_GRANTED' });
  });
});

describe('the account', () => {
  it('reads the pages in English after one click, and goes on in it', async () => {
    await citizen.goto('/ho-so');
    await citizen.getByRole('button', { name: 'English' }).click();
    await citizen.getByRole('heading', { name: 'My dossiers' }).waitFor();
    await citizen.reload();
    await citizen.getByRole('heading', { name: 'My dossiers' }).waitFor();
    expect(await citizen.evaluate('document.documentElement.lang')).toBe('en');
    await expectSound(citizen, 'acts-english');
  });

  it('is left by signing out, and nothing of it opens again', async () => {
    await citizen.locator('summary').click();
    await citizen.getByRole('button', { name: 'Sign out' }).click();
    await citizen.waitForURL(/\/dang-nhap/);
    expect((await citizen.request.get('/api/dossiers')).status()).toBe(401);
    await citizen.goto('/ho-so');
    await citizen.locator('input[name=username]').waitFor();
  });
});

it('nothing failed on any page', () => {
  expect(site.faults()).toEqual([]);
});

/** One empty page, written as the format says. */
function smallPdf(): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return `${text}xref\n0 4\n0000000000 65535 f \n${table}trailer << /Size 4 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** A gray picture of that many pixels. */
function grayPicture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
