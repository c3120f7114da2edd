import type PDFDocument from 'pdfkit';
import { fillText, type PaperBlock } from './paper-template.ts';

type Pdf = InstanceType<typeof PDFDocument>;
type Struct = PDFKit.PDFStructureElement;
type Table = Extract<PaperBlock, { type: 'table' }>;
type Row = Readonly<Record<string, string>>;
const PADDING = 3;
const SIZE = 8;

const widthsOf = ({ columns }: Table, width: number): readonly number[] => {
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  return columns.map((column) => (column.width / total) * width);
};

const drawBorder = (pdf: Pdf, x: number, y: number, widths: readonly number[], height: number): void => {
  pdf.markContent('Artifact', { type: 'Layout' });
  let left = x;
  for (const width of widths) {
    pdf.rect(left, y, width, height);
    left += width;
  }
  pdf.lineWidth(0.4).stroke('#555555');
  pdf.endMarkedContent();
};

/** One row, on the next page when it does not fit on this one. */
const drawRow = (
  pdf: Pdf,
  table: Struct,
  block: Table,
  texts: readonly string[],
  widths: readonly number[],
  isHead: boolean,
): void => {
  pdf.font(isHead ? 'strong' : 'regular').fontSize(SIZE);
  const heights = texts.map((text, index) =>
    pdf.heightOfString(text || ' ', { width: (widths[index] ?? 0) - 2 * PADDING }),
  );
  const height = Math.max(...heights) + 2 * PADDING;
  const { left, bottom, top } = pdf.page.margins;
  if (pdf.y + height > pdf.page.height - bottom) {
    pdf.addPage();
    pdf.y = top;
  }
  const y = pdf.y;
  drawBorder(pdf, left, y, widths, height);
  const row = pdf.struct('TR');
  table.add(row);
  let x = left;
  texts.forEach((text, index) => {
    const width = widths[index] ?? 0;
    const align = isHead ? 'center' : (block.columns[index]?.align ?? 'left');
    const at = x;
    row.add(
      pdf.struct(isHead ? 'TH' : 'TD', {}, () => {
        pdf
          .font(isHead ? 'strong' : 'regular')
          .fontSize(SIZE)
          .fillColor('#000000')
          .text(text || ' ', at + PADDING, y + PADDING, { width: width - 2 * PADDING, align });
      }),
    );
    x += width;
  });
  row.end();
  pdf.y = y + height;
};

/** A bordered table; rows come from a list of the facts. */
export const drawTable = (pdf: Pdf, root: Struct, block: Table, rows: readonly Row[]): void => {
  const widths = widthsOf(block, pdf.page.width - 2 * pdf.page.margins.left);
  const table = pdf.struct('Table');
  root.add(table);
  drawRow(
    pdf,
    table,
    block,
    block.columns.map(({ title }) => title),
    widths,
    true,
  );
  for (const row of rows)
    drawRow(
      pdf,
      table,
      block,
      block.columns.map(({ value }) => fillText(value, row)),
      widths,
      false,
    );
  table.end();
  pdf.x = pdf.page.margins.left;
  pdf.y += 4;
};
