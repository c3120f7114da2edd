import { isTyping } from '../../web/ui/is-typing.ts';
import { shortcutOf } from '../../web/ui/shortcut-of.ts';

const press = (target: object, more: { isComposing?: boolean; keyCode?: number } = {}) => ({
  isComposing: false,
  keyCode: 74,
  target,
  ...more,
});

describe('single keys', () => {
  it.each([
    ['a text field', { tagName: 'INPUT', type: 'text' }],
    ['a search field', { tagName: 'input', type: 'search' }],
    ['a text area', { tagName: 'TEXTAREA' }],
    ['a choice', { tagName: 'SELECT' }],
    ['editable text', { tagName: 'DIV', isContentEditable: true }],
  ])('are silent in %s', (_where, target) => expect(isTyping(press(target))).toBe(true));

  it.each([
    ['the page', { tagName: 'BODY' }],
    ['a button', { tagName: 'BUTTON' }],
    ['a radio', { tagName: 'INPUT', type: 'radio' }],
    ['a box to tick', { tagName: 'INPUT', type: 'checkbox' }],
  ])('act on %s', (_where, target) => expect(isTyping(press(target))).toBe(false));

  it('are silent while Telex or VNI composes, wherever the focus is', () => {
    expect(isTyping(press({ tagName: 'BODY' }, { isComposing: true }))).toBe(true);
    expect(isTyping(press({ tagName: 'BODY' }, { keyCode: 229 }))).toBe(true);
  });
});

describe('name of a chord', () => {
  const chord = { key: 'j', code: 'KeyJ', ctrlKey: false, metaKey: false, altKey: false };
  it.each([
    [chord, 'j'],
    [{ ...chord, key: 'Enter', code: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ ...chord, key: 'Enter', code: 'Enter', metaKey: true }, 'Ctrl+Enter'],
    [{ ...chord, key: '1', code: 'Digit1', altKey: true }, 'Alt+1'],
    [{ ...chord, key: '¡', code: 'Digit1', altKey: true }, 'Alt+1'],
    [{ ...chord, key: '3', code: 'Numpad3', altKey: true }, 'Alt+3'],
    [{ ...chord, key: '?', code: 'Slash' }, '?'],
  ])('%j is %s', (pressed, name) => expect(shortcutOf(pressed)).toBe(name));
});
