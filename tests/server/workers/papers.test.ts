import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillText, readPaperTemplate, type PaperFacts } from '../../../server/workers/papers/paper-template.ts';
import { renderPaper } from '../../../server/workers/papers/render-paper.ts';
import { readChoiceLabels } from '../../../server/workers/papers/choice-labels.ts';
import { readPdfText } from './read-pdf-text.ts';
import { assetsFolder } from '../../../server/shared/paths.ts';

const folder = join(assetsFolder, 'papers');
const kinds = readdirSync(folder).map((file) => file.replace('.json', ''));
const templateOf = (kind: string) => readPaperTemplate(readFileSync(join(folder, `${kind}.json`), 'utf8'), kind);
const issuedAt = new Date('2026-11-24T07:52:00Z');
const facts: PaperFacts = {
  values: {
    authorityName: 'UBND PHƯỜNG BẾN HOA',
    receivingUnitName: 'Trung tâm Phục vụ hành chính công',
    number: '12/X-H29.101.2',
    code: 'H29.101.2-261124-0012',
    trackingUrl: 'https://example.org/tra-cuu?ma=H29.101.2-261124-0012&khoa=ABCDEFGHJK',
    applicantName: 'Công dân Ỷ',
    procedureName: 'Đăng ký khai sinh',
    reason: 'Lý do mẫu',
    promisedAt: '17 giờ 00 phút, ngày 25/11/2026',
  },
  lists: {
    components: [{ no: '1', name: 'Giấy chứng sinh', form: 'Bản chính', quantity: '1', note: '' }],
    items: [{ no: '1', item: 'Giấy chứng sinh', reason: 'Ảnh mờ' }],
  },
};
const render = async (kind: string, given: PaperFacts = facts): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of renderPaper(templateOf(kind), given, issuedAt)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const raw = (pdf: Buffer): string => pdf.toString('latin1');

describe('papers', () => {
  it('are those of the receiving desk', () => {
    expect(kinds).toEqual(['M01', 'M02', 'M03', 'M05']);
  });

  it.each(kinds)('%s is a tagged Vietnamese A5 page with our own font', async (kind) => {
    const text = raw(await render(kind));
    const parts = [
      '%PDF-1.7',
      '/Marked true',
      '/Lang (vi-VN)',
      '/MediaBox [0 0 419.53 595.28]',
      'BeVietnamPro',
      '/S /H1',
      '/S /Figure',
      '/Title ',
    ];
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
    expect(text.match(/\/Type \/Page\n/g)).toHaveLength(1);
  });

  it('goes on to a second page for a long list', async () => {
    const components = Array.from({ length: 60 }, (_, index) => ({
      no: String(index + 1),
      name: `Giấy tờ số ${index + 1}`,
      form: 'Bản sao',
      quantity: '1',
      note: '',
    }));
    const text = raw(await render('M01', { ...facts, lists: { components } }));
    expect((text.match(/\/Type \/Page\n/g) ?? []).length).toBeGreaterThan(1);
  });

  it('print facts that can be read back', async () => {
    const pdf = await render('M01');
    const text = readPdfText(pdf);
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Công dân Ỷ',
      'H29.101.2-261124-0012',
      'Giấy chứng sinh',
      '17 giờ 00 phút, ngày 25/11/2026',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('{');
  });
});

describe('templates', () => {
  it('leave nothing where a fact is missing', () => {
    expect(fillText('{a} và {b}', { a: 'một' })).toBe('một và ');
  });
  it.each([
    '{}',
    '{"format":"paper/2","kind":"X","title":"T","version":"1","blocks":[]}',
    '{"format":"paper/1","kind":"X"}',
    'no json',
  ])('that are none are refused: %s', (content) => {
    expect(() => readPaperTemplate(content, 'x')).toThrow();
  });
  it('of a result list fields of the dossier', () => {
    const template = readPaperTemplate(
      JSON.stringify({
        format: 'paper/1',
        id: 'extract',
        title: { vi: 'Trích lục', en: 'Extract' },
        fields: [{ label: { vi: 'Tên', en: 'Name' }, from: 'childName' }],
      }),
      'x',
    );
    expect(template).toMatchObject({
      kind: 'extract',
      title: 'TRÍCH LỤC',
      blocks: [
        { type: 'fields', fields: [{ label: 'Tên', value: '{childName}', when: 'childName' }] },
        { type: 'signatures' },
      ],
    });
  });
  it('print choices in the words of the form', () => {
    const form = {
      components: [
        { type: 'group', components: [{ type: 'select', key: 'sex', values: [{ value: 'F', label: 'Nữ' }] }] },
      ],
    };
    expect(readChoiceLabels(new Map([['forms/a.form.json', JSON.stringify(form)]])).get('sex=F')).toBe('Nữ');
  });
});
