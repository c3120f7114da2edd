import { parseUnits } from '../../web/admin/parse-units.ts';
import { homeOf, safeReturnPath } from '../../web/app/home-of.ts';
import { rememberedLanguage } from '../../web/i18n/language.ts';
import { formatSize } from '../../web/ui/format-size.ts';

const session = (kind: 'citizen' | 'staff', ...roles: string[]) => ({
  csrfToken: 't',
  user: {
    id: 'x',
    username: 'x',
    displayName: 'x',
    kind,
    roles: roles.map((role) => ({ role, unit: 'H29', unitName: 'H29' })),
  },
});

describe('after sign-in', () => {
  it.each([
    [session('citizen'), '/ho-so'],
    [session('staff', 'processingOfficer', 'clerk'), '/lam-viec/viec'],
    [session('staff', 'administrator'), '/quan-tri/thu-tuc'],
    [session('staff', 'processAnalyst', 'processReviewer'), '/quan-tri/thu-tuc'],
    [session('staff', 'externalOfficer'), '/lam-viec/lien-thong'],
    [session('staff', 'administrator', 'receptionOfficer'), '/lam-viec/viec'],
    [null, '/dang-nhap'],
  ])('%j lands on %s', (who, home) => expect(homeOf(who)).toBe(home));

  it.each(['/ho-so/d1?x=1', '/lam-viec/viec?viec=1&loc=toi', '/nop/1.001193?truong-hop=a'])('returns to %s', (path) =>
    expect(safeReturnPath(path)).toBe(path),
  );
  it.each([
    null,
    '',
    'ho-so',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a b',
  ])('does not follow %j', (path) => expect(safeReturnPath(path)).toBeUndefined());
});

it.each([
  ['', 'vi'],
  ['lang=en', 'en'],
  ['a=1; lang=en; b=2', 'en'],
  ['lang=vi', 'vi'],
  ['slang=en', 'vi'],
  ['lang=enx', 'vi'],
])('cookie %j speaks %s', (cookie, language) => expect(rememberedLanguage(cookie)).toBe(language));

it.each([
  ['', [], []],
  ['H29.101', ['H29.101'], []],
  ['h29.101,  H29.102;H29.101\nG01', ['H29.101', 'H29.102', 'G01'], []],
  ['H29.101 phường, 29', ['H29.101'], ['PHƯỜNG', '29']],
])('units %j are %j, wrong %j', (typed, codes, wrong) => expect(parseUnits(typed)).toEqual({ codes, wrong }));

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1,0 KB'],
  [120_000, '117 KB'],
  [1_480_000, '1,4 MB'],
  [20 * 1024 * 1024, '20 MB'],
])('%i bytes read as %s', (bytes, words) => expect(formatSize(bytes)).toBe(words));
