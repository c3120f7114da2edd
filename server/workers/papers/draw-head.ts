import type PDFDocument from 'pdfkit';
import { drawQr } from './draw-qr.ts';
import type { PaperTemplate } from './paper-template.ts';

type Pdf = InstanceType<typeof PDFDocument>;
type Struct = PDFKit.PDFStructureElement;
/** 2.6 cm, quiet zone included: readable by a telephone from a printed A5. */
const QR_SIZE = 78;
const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;

const rule = (pdf: Pdf, centre: number, y: number, width: number): void => {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf
    .moveTo(centre - width / 2, y)
    .lineTo(centre + width / 2, y)
    .lineWidth(0.5)
    .stroke('#000000');
  pdf.endMarkedContent();
};

const column = (
  pdf: Pdf,
  root: Struct,
  x: number,
  width: number,
  top: number,
  lines: readonly (readonly [font: string, size: number, text: string])[],
): number => {
  let y = top;
  for (const [font, size, text] of lines.filter(([, , line]) => line !== '')) {
    root.add(
      pdf.struct('P', {}, () => {
        pdf.font(font).fontSize(size).fillColor('#000000').text(text, x, y, { width, align: 'center', lineGap: 0.5 });
        y = pdf.y;
      }),
    );
  }
  return y;
};

/** Agency on the left, national motto on the right, number and date below. @returns where the next part starts */
const drawLetterhead = (pdf: Pdf, root: Struct, values: Readonly<Record<string, string>>): number => {
  const { left, top } = pdf.page.margins;
  const width = pdf.page.width - 2 * left;
  const half = width * 0.45;
  const right = left + half + 8;
  const leftEnd = column(pdf, root, left, half, top, [
    ['regular', 7.5, values['authorityName'] ?? ''],
    ['strong', 7.5, values['receivingUnitName'] ?? ''],
  ]);
  const rightEnd = column(pdf, root, right, width - half - 8, top, [
    ['strong', 7.5, MOTTO[0]],
    ['strong', 8, MOTTO[1]],
  ]);
  rule(pdf, left + half / 2, leftEnd + 2, half * 0.35);
  rule(pdf, right + (width - half - 8) / 2, rightEnd + 2, 92);
  const below = Math.max(leftEnd, rightEnd) + 7;
  const numberEnd = column(pdf, root, left, half, below, [
    ['regular', 8, values['number'] ? `Số: ${values['number']}` : ''],
  ]);
  const dateEnd = column(pdf, root, right, width - half - 8, below, [['italic', 8, values['placeAndDate'] ?? '']]);
  return Math.max(numberEnd, dateEnd) + 8;
};

/** Letterhead, the QR of the tracking address beside the title. @returns where the body starts */
export const drawHead = (
  pdf: Pdf,
  root: Struct,
  template: PaperTemplate,
  values: Readonly<Record<string, string>>,
): number => {
  const top = drawLetterhead(pdf, root, values);
  const { left } = pdf.page.margins;
  root.add(
    pdf.struct('Figure', { alt: `Mã QR tra cứu hồ sơ ${values['code'] ?? ''}` }, () =>
      drawQr(pdf, values['trackingUrl'] ?? '', left, top, QR_SIZE),
    ),
  );
  const x = left + QR_SIZE + 8;
  const width = pdf.page.width - left - x;
  let y = top + 6;
  root.add(
    pdf.struct('H1', {}, () => {
      // Line by line: a line break inside one text shifts centred lines by half a blank.
      for (const line of template.title.split('\n')) {
        pdf.font('strong').fontSize(12.5).text(line, x, y, { width, align: 'center', lineGap: 1 });
        y = pdf.y;
      }
    }),
  );
  const end = column(pdf, root, x, width, y + 3, [
    ['regular', 9, values['code'] ? `Mã hồ sơ: ${values['code']}` : ''],
    ['regular', 8, values['lookupCode'] ? `Mã tra cứu: ${values['lookupCode']}` : ''],
  ]);
  return Math.max(top + QR_SIZE, end) + 6;
};
