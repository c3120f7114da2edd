import type PDFDocument from 'pdfkit';
import qrcode from 'qrcode';

/** A QR code as filled squares: sharp at any resolution. @param size points, quiet zone included */
export const drawQr = (
  pdf: InstanceType<typeof PDFDocument>,
  text: string,
  x: number,
  y: number,
  size: number,
): void => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const quiet = 2;
  const step = size / (modules.size + 2 * quiet);
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      // A hair of overlap closes the gaps that some viewers show between squares.
      if (modules.get(row, column))
        pdf.rect(x + (column + quiet) * step, y + (row + quiet) * step, step + 0.05, step + 0.05);
    }
  }
  pdf.fill('#000000');
};
