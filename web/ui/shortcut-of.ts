type Chord = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

/**
 * Name of a pressed chord: "j", "Enter", "Alt+3", "Ctrl+Enter". Digits with Alt are read from the place of the key, since
 * on some layouts the sign differs; Command counts as Ctrl.
 */
export const shortcutOf = ({ key, code, ctrlKey, metaKey, altKey }: Chord): string => {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  const name = altKey && digit ? digit : key;
  return [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', name].filter(Boolean).join('+');
};
