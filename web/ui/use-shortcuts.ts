import { useEffect, useRef } from 'react';
import { isTyping } from './is-typing.ts';
import { shortcutOf } from './shortcut-of.ts';

export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

const singleKeysOff = 'mc.single-keys-off';
export const areSingleKeysOn = (): boolean => localStorage.getItem(singleKeysOff) === null;
export const switchSingleKeys = (on: boolean): void =>
  on ? localStorage.removeItem(singleKeysOff) : localStorage.setItem(singleKeysOff, '1');

const isSingle = (chord: string): boolean => !chord.includes('+') && chord.length === 1;
/** A key on a button or link is that control's own. */
const belongsToControl = (chord: string, target: EventTarget | null): boolean =>
  chord === 'Enter' &&
  target instanceof Element &&
  target.closest('a,button,summary,[role=menuitem],[role=tab]') !== null;
const isDialogOpen = (): boolean => document.querySelector('[aria-modal=true]') !== null;

/** Keyboard of a page. Chords with Ctrl or Alt work everywhere, single keys only outside fields and while they are switched on. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    // A dialog in front has the keyboard for itself. The key that closes it finds it gone, so this is looked up beforehand.
    let hadDialog = false;
    const look = (): void => {
      hadDialog = isDialogOpen();
    };
    const press = (event: KeyboardEvent): void => {
      const chord = shortcutOf(event);
      const act = current.current[chord];
      if (!act || event.defaultPrevented || event.isComposing) return;
      if (!chord.includes('+') && (hadDialog || isTyping(event) || belongsToControl(chord, event.target))) return;
      if (isSingle(chord) && !areSingleKeysOn()) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', look, true);
    document.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', look, true);
      document.removeEventListener('keydown', press);
    };
  }, []);
};
