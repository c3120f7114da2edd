import { inflateSync } from 'node:zlib';

type PdfObject = { readonly head: string; readonly stream: string | undefined };

const readObjects = (pdf: Buffer): Map<string, PdfObject> => {
  const text = pdf.toString('latin1');
  return new Map(
    [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => {
      const [, head = body, bytes] = /^([\s\S]*?)\nstream\n([\s\S]*)\nendstream/.exec(body) ?? [];
      const packed = bytes === undefined ? undefined : Buffer.from(bytes, 'latin1');
      const stream = packed && head.includes('/FlateDecode') ? inflateSync(packed).toString('latin1') : bytes;
      return [id, { head, stream }] as const;
    }),
  );
};

const decode = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');

/** Glyph number to text, from a ToUnicode map as PDFKit writes it: ranges with a list of texts. */
const readMap = (cmap: string): Map<number, string> => {
  const glyphs = new Map<number, string>();
  for (const [, from = '', , list = ''] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<(\w*)>/g)].forEach(([, hex = ''], index) =>
      glyphs.set(parseInt(from, 16) + index, decode(hex)),
    );
  }
  return glyphs;
};

/** The words of a PDF made by PDFKit with embedded fonts, in drawing order; enough to see that what was meant can be read back. */
export const readPdfText = (pdf: Buffer): string => {
  const objects = readObjects(pdf);
  const fonts = new Map<string, Map<number, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const mapId = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? '';
      fonts.set(name, readMap(objects.get(mapId)?.stream ?? ''));
    }
  }
  const lines: string[] = [];
  for (const { stream = '' } of objects.values()) {
    let font = new Map<number, string>();
    for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name) ?? font;
      const glyphs = [...(shown ?? '').matchAll(/<(\w*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      if (shown !== undefined) lines.push(glyphs.map((glyph) => font.get(parseInt(glyph, 16)) ?? '?').join(''));
    }
  }
  return lines.join(' ').replace(/\s+/g, ' ').normalize('NFC');
};
