import { EngineUnavailable } from '../../engine.ts';

/**
 * What `work` comes to, or nothing of it once the signal is aborted; then `work` goes on unheard. Not `Promise.race` with one promise that
 * lives as long as the process, which would keep something of each race.
 * @throws EngineUnavailable notDone: aborted
 */
export const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new EngineUnavailable('notDone', 'this process ends'));
    const settle = (): void => signal.removeEventListener('abort', giveUp);
    work.finally(settle).then(resolve, reject);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
