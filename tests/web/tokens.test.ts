import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokensToCss } from '../../web/ui/generate-tokens.mjs';

const folder = join(import.meta.dirname, '../../web/ui');
type Pair = { readonly text: string; readonly soft: string; readonly solid: string; readonly onSolid: string };
type Scheme = 'light' | 'dark';
type Tree = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Tokens = {
  readonly color: Readonly<Record<Scheme, Tree>> &
    Readonly<
      Record<'status' | 'clock', Readonly<Record<string, Readonly<Record<Scheme, Pair>> & { readonly code?: number }>>>
    >;
};
const tokens = JSON.parse(readFileSync(join(folder, 'tokens.json'), 'utf8')) as Tokens;

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

describe('design tokens', () => {
  it('are what the committed stylesheet was generated from', () => {
    expect(readFileSync(join(folder, 'tokens.css'), 'utf8')).toBe(tokensToCss(tokens));
  });

  it('name the ten national statuses once each', () => {
    const codes = Object.values(tokens.color.status).map(({ code }) => code);
    expect(codes.toSorted((a, b) => Number(a) - Number(b))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
    const { bg, text, action } = tokens.color[scheme] as unknown as Record<
      'bg' | 'text' | 'action',
      Record<string, string>
    >;

    it.each(['primary', 'secondary', 'muted', 'link', 'danger', 'success'])('%s text reads on every ground', (name) => {
      for (const ground of ['page', 'surface', 'raised', 'selected', 'hover'])
        expect(contrast(text[name] ?? '', bg[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
    });

    it('text on filled controls reads', () => {
      expect(contrast(text['onPrimary'] ?? '', action['primary'] ?? '')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(action['onDanger'] ?? '', action['danger'] ?? '')).toBeGreaterThanOrEqual(4.5);
    });

    it.each([...Object.entries(tokens.color.status), ...Object.entries(tokens.color.clock)])(
      'badge %s reads in every shape',
      (_name, entry) => {
        const { text: ink, soft, solid, onSolid } = entry[scheme];
        expect(contrast(ink, soft)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(ink, bg['surface'] ?? '')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onSolid, solid)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(solid, bg['surface'] ?? '')).toBeGreaterThanOrEqual(3);
      },
    );
  });
});
