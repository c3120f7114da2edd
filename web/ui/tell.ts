import { notifications } from '@mantine/notifications';
import { announce } from './announce.ts';

/** Confirms an act to everybody: a short note in the corner for the eyes, one sentence for screen readers. */
export const tell = (sentence: string): void => {
  announce(sentence);
  notifications.show({ message: sentence, withCloseButton: false, color: 'ho' });
};
