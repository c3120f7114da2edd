type KeyTarget = { readonly tagName?: string; readonly isContentEditable?: boolean; readonly type?: string };
type KeyPress = { readonly isComposing: boolean; readonly keyCode: number; readonly target: unknown };

const nativeKeys = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
/** Inputs that take no text: single keys may act while they have the focus. */
const textless = new Set(['checkbox', 'radio', 'button', 'submit', 'file']);
/** Key code that browsers send while an input method (Telex, VNI) is composing. */
const composingCode = 229;

/** True while a key belongs to the field or to the input method and must not be taken as a shortcut. */
export const isTyping = ({ isComposing, keyCode, target }: KeyPress): boolean => {
  if (isComposing || keyCode === composingCode) return true;
  const { tagName = '', isContentEditable = false, type = '' } = (target ?? {}) as KeyTarget;
  return isContentEditable || (nativeKeys.has(tagName.toUpperCase()) && !textless.has(type));
};
