import type PDFDocument from 'pdfkit';
import { drawTable } from './draw-table.ts';
import { fillText, type PaperBlock, type PaperFacts } from './paper-template.ts';

type Pdf = InstanceType<typeof PDFDocument>;
type Struct = PDFKit.PDFStructureElement;
type Block<T extends PaperBlock['type']> = Extract<PaperBlock, { type: T }>;
type Values = PaperFacts['values'];
const SIZE = 8.8;
const SIGNATURE_HEIGHT = 62;

const isShown = (when: string | undefined, values: Values): boolean =>
  when === undefined || (values[when] ?? '') !== '';

const drawText = (pdf: Pdf, root: Struct, block: Block<'text'>, values: Values): void => {
  if (!isShown(block.when, values)) return;
  const font = block.style === undefined || block.style === 'normal' ? 'regular' : block.style;
  root.add(
    pdf.struct('P', {}, () => {
      pdf
        .font(font)
        .fontSize(SIZE)
        .text(fillText(block.text, values), pdf.page.margins.left, pdf.y, {
          align: block.align ?? 'left',
          lineGap: 1,
          paragraphGap: 2,
        });
    }),
  );
};

const drawField = (
  pdf: Pdf,
  root: Struct,
  { label, value, strong }: Block<'fields'>['fields'][number],
  values: Values,
): void => {
  root.add(
    pdf.struct('P', {}, () => {
      pdf
        .fontSize(SIZE)
        .font('regular')
        .text(`${label}: `, pdf.page.margins.left, pdf.y, { continued: true, lineGap: 0.6, paragraphGap: 1 });
      pdf.font(strong ? 'strong' : 'regular').text(fillText(value, values) || '…', { lineGap: 0.6, paragraphGap: 1 });
    }),
  );
};

const drawSignatures = (pdf: Pdf, root: Struct, { signatures }: Block<'signatures'>, values: Values): void => {
  const { left, bottom, top } = pdf.page.margins;
  if (pdf.y + SIGNATURE_HEIGHT > pdf.page.height - bottom) {
    pdf.addPage();
    pdf.y = top;
  }
  const width = (pdf.page.width - 2 * left) / signatures.length;
  const y = pdf.y + 5;
  signatures.forEach(({ role, hint, name }, index) => {
    const options = { width, align: 'center' } as const;
    const x = left + index * width;
    root.add(
      pdf.struct('P', {}, () => {
        pdf.font('strong').fontSize(8.5).text(role, x, y, options);
        pdf.font('italic').fontSize(7.5).text(hint, x, pdf.y, options);
        if (fillText(name, values) !== '')
          pdf
            .font('strong')
            .fontSize(8.5)
            .text(fillText(name, values), x, y + SIGNATURE_HEIGHT - 16, options);
      }),
    );
  });
  pdf.x = left;
  pdf.y = y + SIGNATURE_HEIGHT;
};

const drawBlock = (pdf: Pdf, root: Struct, block: PaperBlock, facts: PaperFacts): void => {
  switch (block.type) {
    case 'text':
      return drawText(pdf, root, block, facts.values);
    case 'fields':
      return block.fields
        .filter(({ when }) => isShown(when, facts.values))
        .forEach((field) => drawField(pdf, root, field, facts.values));
    case 'table':
      return drawTable(pdf, root, block, facts.lists[block.list] ?? []);
    case 'signatures':
      return drawSignatures(pdf, root, block, facts.values);
  }
};

/** The body of a paper, from where the cursor is. */
export const drawBlocks = (pdf: Pdf, root: Struct, blocks: readonly PaperBlock[], facts: PaperFacts): void => {
  for (const block of blocks) drawBlock(pdf, root, block, facts);
};

/** Small print under everything, with the version of the template. */
export const drawNotes = (pdf: Pdf, root: Struct, notes: readonly string[], values: Values): void => {
  for (const note of notes.map((text) => fillText(text, values)).filter((text) => text !== '')) {
    root.add(
      pdf.struct('P', {}, () => {
        pdf
          .font('italic')
          .fontSize(7)
          .fillColor('#333333')
          .text(note, pdf.page.margins.left, pdf.y, { lineGap: 0.5, paragraphGap: 1 });
      }),
    );
  }
};
