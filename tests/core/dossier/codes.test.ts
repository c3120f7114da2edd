import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDossierCode, parseDossierCode } from '../../../core/dossier/dossier-code.ts';
import { foldDiacritics } from '../../../core/dossier/fold-diacritics.ts';
import {
  createLookupCode,
  LOOKUP_CODE_BYTES,
  normaliseLookupCode,
  printLookupCode,
} from '../../../core/dossier/lookup-code.ts';
import { checkPersonalId, type DeclaredPerson } from '../../../core/dossier/personal-id.ts';
import { dossierSearchText, normaliseSearchText, searchPatterns } from '../../../core/dossier/search-text.ts';
import { isTaxCode } from '../../../core/dossier/tax-code.ts';

const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors.json'), 'utf8')) as {
  taxCode: { cases: { value: string; valid: boolean; why: string }[] };
  dossierCode: { cases: { value: string; valid: boolean; why: string }[] };
  personalId: { cases: { value: string; declared: DeclaredPerson | null; expected: string; why: string }[] };
  folding: { input: string; expected: string }[];
};

describe('codes of the domain vectors', () => {
  it.each(vectors.dossierCode.cases)('dossier code "$value": $why', ({ value, valid }) => {
    expect(parseDossierCode(value) !== undefined).toBe(valid);
  });
  it.each(vectors.taxCode.cases)('tax code "$value": $why', ({ value, valid }) => {
    expect(isTaxCode(value)).toBe(valid);
  });
  it.each(vectors.personalId.cases)('personal id "$value": $why', ({ value, declared, expected }) => {
    expect(checkPersonalId(value, declared)).toBe(expected);
  });
  it.each(vectors.folding)('"$input" folds to "$expected"', ({ input, expected }) => {
    expect(foldDiacritics(input)).toBe(expected);
  });
});

describe('a dossier code', () => {
  it('is read back as it was made', () => {
    const date = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.constantFrom('H29', 'H29.101.2', 'G01.101'),
        date,
        fc.integer({ min: 1, max: 9_999_999 }),
        (unit, day, sequence) => {
          expect(parseDossierCode(formatDossierCode({ unit, date: day, sequence }))).toEqual({
            unit,
            date: day,
            sequence,
          });
        },
      ),
    );
  });
  it.each([
    [{ unit: 'h29', date: '2026-06-08', sequence: 1 }],
    [{ unit: 'H29', date: '2026-06-08', sequence: 0 }],
    [{ unit: 'H29', date: '2026-02-30', sequence: 1 }],
  ])('is never made of %j', (parts) => {
    expect(() => formatDossierCode(parts)).toThrow(RangeError);
  });
});

describe('a lookup code', () => {
  it('has ten letters that nobody confuses, and survives how people type it', () => {
    const bytes = fc.uint8Array({ minLength: LOOKUP_CODE_BYTES, maxLength: LOOKUP_CODE_BYTES, max: 239 });
    fc.assert(
      fc.property(bytes, (random) => {
        const code = createLookupCode(random);
        expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{10}$/);
        expect(normaliseLookupCode(printLookupCode(code).toLowerCase())).toBe(code);
      }),
    );
  });
  it('is not made of too little chance', () => {
    expect(() => createLookupCode(new Uint8Array(LOOKUP_CODE_BYTES).fill(255))).toThrow(RangeError);
  });
});

describe('search text', () => {
  const matches = (stored: string, query: string): boolean =>
    searchPatterns(query).every((pattern) => stored.includes(pattern.slice(1, -1).replace(/\\(.)/g, '$1')));
  const stored = dossierSearchText([
    'H29.101.2-260608-0012',
    'Nguyễn Thị Đào',
    '000190000002',
    undefined,
    '0900000002',
  ]);
  it.each([
    ['dao nguyen', true],
    ['ĐÀO', true],
    ['0012', true],
    ['000002', true],
    ['  ', true],
    ['đạo', true],
    ['tran', false],
    ['100%', false],
  ])('finds by "%s": %s', (query, found) => {
    expect(matches(stored, query)).toBe(found);
  });
  it('is stable: normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseSearchText(normaliseSearchText(text))).toBe(normaliseSearchText(text));
      }),
    );
  });
});
