import { announce } from './announce.ts';
import classes from './tell.module.css';

const shownMs = 5_000;

/**
 * Confirms an act to everybody: a short note in the corner for the eyes, one sentence for screen readers. The note takes no
 * focus and no clicks, and a further one replaces it.
 */
export const tell = (sentence: string): void => {
  announce(sentence);
  document.querySelector(`.${CSS.escape(classes['note'] ?? '')}`)?.remove();
  const note = document.createElement('div');
  note.className = classes['note'] ?? '';
  note.setAttribute('aria-hidden', 'true');
  note.textContent = sentence;
  document.body.append(note);
  window.setTimeout(() => note.remove(), shownMs);
};
