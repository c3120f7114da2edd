import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import tokens from './tokens.json' with { type: 'json' };

const tuple = (steps: readonly string[]): MantineColorsTuple => steps as unknown as MantineColorsTuple;

/** Filled controls take the pair of the token, since its text colour turns dark in the dark scheme; red is for destructive acts. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return resolved;
  const isDanger = input.color === 'red';
  return {
    ...resolved,
    background: isDanger ? 'var(--mc-action-danger)' : 'var(--mc-action-primary)',
    hover: isDanger ? 'var(--mc-action-danger-hover)' : 'var(--mc-action-primary-hover)',
    color: isDanger ? 'var(--mc-action-on-danger)' : 'var(--mc-text-on-primary)',
  };
};

/** Mantine in the product's colours: lake blue leads, lotus is for headings of citizens, red only means overdue or destructive. */
export const theme = createTheme({
  primaryColor: 'ho',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  variantColorResolver,
  colors: {
    ho: tuple(tokens.scale.ho),
    sen: tuple(tokens.scale.sen),
    gray: tuple(tokens.scale.gray),
    dark: tuple(tokens.scale.dark),
  },
  fontFamily: tokens.typography.family.ui,
  fontFamilyMonospace: tokens.typography.family.code,
  headings: { fontFamily: tokens.typography.family.ui, fontWeight: '600' },
  defaultRadius: 'md',
  radius: { sm: '4px', md: '8px', lg: '12px' },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  // A page has one banner. Mantine's dialogs have a <header> of their own, which would be a second one.
  components: { Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } } },
});

/** Mantine's own variables point at the tokens, so that one file decides every colour in both schemes. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--mc-bg-surface)',
    '--mantine-color-text': 'var(--mc-text-primary)',
    '--mantine-color-dimmed': 'var(--mc-text-muted)',
    '--mantine-color-placeholder': 'var(--mc-text-muted)',
    '--mantine-color-anchor': 'var(--mc-text-link)',
    '--mantine-color-error': 'var(--mc-text-danger)',
    '--mantine-color-default': 'var(--mc-bg-surface)',
    '--mantine-color-default-hover': 'var(--mc-bg-hover)',
    '--mantine-color-default-color': 'var(--mc-text-primary)',
    '--mantine-color-default-border': 'var(--mc-border-control)',
    '--mantine-primary-color-filled': 'var(--mc-action-primary)',
    '--mantine-primary-color-filled-hover': 'var(--mc-action-primary-hover)',
    '--mantine-primary-color-contrast': 'var(--mc-text-on-primary)',
    '--mantine-primary-color-light': 'var(--mc-bg-selected)',
    '--mantine-primary-color-light-hover': 'var(--mc-bg-selected)',
    '--mantine-primary-color-light-color': 'var(--mc-text-link)',
  };
  return { variables: { '--mantine-line-height': '1.5' }, light: shared, dark: shared };
};
