import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

const locate = createRequire(import.meta.url);
const files = { regular: '400Regular', italic: '400Regular_Italic', strong: '600SemiBold' } as const;

/** Be Vietnam Pro: the only family of the product, since its marks stack well at small sizes. */
export const registerPaperFonts = (pdf: InstanceType<typeof PDFDocument>): void => {
  for (const [name, folder] of Object.entries(files)) {
    pdf.registerFont(name, locate.resolve(`@expo-google-fonts/be-vietnam-pro/${folder}/BeVietnamPro_${folder}.ttf`));
  }
};
