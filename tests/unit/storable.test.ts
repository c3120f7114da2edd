import fc from 'fast-check';
import { findUnstorable, isStorableText, MAX_DEPTH } from '../../server/shared/storable.ts';
import { decodeFile } from '../../server/features/procedures/decode-file.ts';

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { inner: value };
  return value;
};

describe('what a database can keep', () => {
  it.each([
    ['', true],
    ['Nguyễn 🗂️ \n\t', true],
    ['a\0b', false],
    ['\ud83d', false],
    ['\ude00 x', false],
    ['\ud83d\ude00', true],
  ])('%j: %s', (text, storable) => {
    expect(isStorableText(text)).toBe(storable);
    expect(findUnstorable({ list: [text] })).toBe(storable ? undefined : 'text');
    expect(findUnstorable({ [text]: 1 })).toBe(storable ? undefined : 'text');
  });

  it('is as deep as a form ever is, and not deeper, at any size', () => {
    expect(findUnstorable(nested(MAX_DEPTH))).toBeUndefined();
    expect(findUnstorable(nested(MAX_DEPTH + 1))).toBe('depth');
    expect(findUnstorable(nested(1_000_000))).toBe('depth');
    expect(findUnstorable(Array.from({ length: 100_000 }, () => 'x'))).toBeUndefined();
  });

  it('is every JSON of whole characters', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), (value) => {
        const hasNul = JSON.stringify(value).includes('\\u0000');
        expect(findUnstorable(value)).toBe(hasNul ? 'text' : undefined);
      }),
      { seed: 5 },
    );
  });
});

describe('a file of a package', () => {
  it.each([
    ['README.md', 'Chữ & số', true],
    ['README.md', 'a\0b', false],
    ['procedure.json', '{"a":"\\ud83d\\ude00"}', true],
    ['procedure.json', '{"a":"\\ud83d"}', false],
    ['procedure.json', '{"a":"\\u0000"}', false],
    ['procedure.json', '{"a":"\\\\u0000"}', true],
    ['procedure.json', '{"a": broken', true],
    ['main.bpmn', '<a b="&#10;&#x1F600;"/>', true],
    ['main.bpmn', '<a b="&#0;"/>', false],
    ['main.bpmn', '<a b="&#x0000;"/>', false],
    ['main.bpmn', '<a b="&#xD83D;"/>', false],
    ['rate.dmn', '<a>&#55357;</a>', false],
    ['rate.dmn', '<a>&#99999999999;</a>', false],
    ['README.md', '&#0;', true],
  ])('%s with %j is a text: %s', (path, text, isText) => {
    expect(decodeFile(path, Buffer.from(text))).toBe(isText ? text : undefined);
  });

  it('of bytes that are no UTF-8 is none', () => {
    expect(decodeFile('main.bpmn', Buffer.from([0x3c, 0xff]))).toBeUndefined();
  });
});
