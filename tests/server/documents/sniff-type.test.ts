import { contentDisposition, cleanFileName } from '../../../server/features/documents/file-name.ts';
import { sniffType } from '../../../server/features/documents/sniff-type.ts';

const zip = (first: string, rest = ''): Buffer => {
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(first.length, 26);
  return Buffer.concat([head, Buffer.from(`${first}${rest}`)]);
};

describe('the type of a document', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n…'), 'application/pdf'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0]), 'image/jpeg'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'image/png'],
    ['a photo of a phone', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'image/heic'],
    [
      'an Office document',
      zip('[Content_Types].xml', '…word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['XML with a mark', Buffer.from('\uFEFF<?xml version="1.0"?><a/>'), 'application/xml'],
    ['a plain zip', zip('virus.exe'), undefined],
    ['a video of a phone', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0', 'latin1'), undefined],
    ['a web page', Buffer.from('<html><script>alert(1)</script>'), undefined],
    [
      'a web page dressed as XML',
      Buffer.from('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'),
      undefined,
    ],
    ['a drawing with script', Buffer.from('<?xml version="1.0"?><svg onload="x()">'), undefined],
    ['XML that declares entities', Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'), undefined],
    ['a program', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04'), undefined],
    ['a page that mentions PDF', Buffer.from('<html>%PDF-1.7'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
    ['one byte', Buffer.from('%'), undefined],
  ])('is told by its bytes: %s', (_name, bytes, mime) => {
    expect(sniffType(bytes)).toBe(mime);
  });
});

it.each([
  ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
  ['C:\\giấy tờ\\chứng sinh.PDF', 'application/pdf', 'chứng sinh.pdf'],
  ['ảnh.exe', 'image/jpeg', 'ảnh.jpg'],
  ['a\u202Efdp.exe', 'application/pdf', 'afdp.pdf'],
  ['', 'image/png', 'tai-lieu.png'],
  ['.htaccess', 'application/xml', 'tai-lieu.xml'],
  ['x"\r\nSet-Cookie: a', 'application/pdf', 'xSet-Cookie a.pdf'],
])('cleans the name %j of %s', (given, mime, expected) => {
  expect(cleanFileName(given, mime)).toBe(expected);
});

it('keeps Vietnamese names in the header and offers a plain one', () => {
  expect(contentDisposition('attachment', "Đơn (bản '1').pdf")).toBe(
    "attachment; filename=\"Don (ban '1').pdf\"; filename*=UTF-8''%C4%90%C6%A1n%20%28b%E1%BA%A3n%20%271%27%29.pdf",
  );
});
