import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { drawBlocks, drawNotes } from './draw-blocks.ts';
import { drawHead } from './draw-head.ts';
import { registerPaperFonts } from './paper-fonts.ts';
import { fillText, type PaperFacts, type PaperTemplate } from './paper-template.ts';

/**
 * A paper as a tagged A5 PDF, one pass, streamed.
 * @param issuedAt the only clock: equal input gives equal content
 */
export const renderPaper = (template: PaperTemplate, facts: PaperFacts, issuedAt: Date): Readable => {
  const title = fillText(`${template.name.vi} {code}`, facts.values).trim();
  const pdf = new PDFDocument({
    size: 'A5',
    margins: { top: 28, bottom: 26, left: 32, right: 32 },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'vi-VN',
    displayTitle: true,
    info: { Title: title, Creator: 'Một Cửa', Producer: 'Một Cửa', CreationDate: issuedAt, ModDate: issuedAt },
  });
  registerPaperFonts(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const values = { ...facts.values, templateVersion: `${template.kind}/${template.version}` };
  pdf.y = drawHead(pdf, root, template, values);
  pdf.x = pdf.page.margins.left;
  drawBlocks(pdf, root, template.blocks, { ...facts, values });
  drawNotes(pdf, root, [...template.notes, 'Mẫu {templateVersion}'], values);
  root.end();
  pdf.end();
  return pdf as unknown as Readable;
};
