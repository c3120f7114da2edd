import type { FormComponent } from '../../../core/forms/form-schema.ts';

/** What the viewer gives to a component of a field. */
export type FieldProps<T> = {
  readonly field: FormComponent;
  readonly value: T;
  readonly domId: string;
  readonly errors?: readonly string[];
  readonly disabled?: boolean;
  readonly readonly?: boolean;
  readonly onChange: (change: { readonly value: T }) => void;
  readonly onBlur?: () => void;
  readonly onFocus?: () => void;
};

export const fieldClass = (
  type: string,
  { errors = [], disabled, readonly }: Pick<FieldProps<unknown>, 'errors' | 'disabled' | 'readonly'>,
): string =>
  [
    'fjs-form-field',
    `fjs-form-field-${type}`,
    errors.length > 0 ? 'fjs-has-errors' : '',
    disabled ? 'fjs-disabled' : '',
    readonly ? 'fjs-readonly' : '',
  ]
    .filter(Boolean)
    .join(' ');
