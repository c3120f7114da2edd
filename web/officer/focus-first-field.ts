const fields =
  'input:not([type=hidden]):not(:disabled):not([readonly]),textarea:not(:disabled):not([readonly]),select:not(:disabled)';

/** Puts the cursor into the first field that can be filled. */
export const focusFirstField = (area: Element | null): void => area?.querySelector<HTMLElement>(fields)?.focus();
