import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readDraft, saveDraft, type DraftContent } from '../api/draft.ts';

export type SaveState =
  { readonly kind: 'idle' | 'saving' | 'failed' } | { readonly kind: 'saved'; readonly at: string };

/** Changes reach the server at most this long after they were made. */
const pauseMs = 2_000;
const retryMs = 5_000;

const localKey = (person: string, code: string): string => `mc.draft.${person}.${code}`;
const readLocal = (key: string): DraftContent | null => {
  const text = localStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as DraftContent);
};

/**
 * A draft that survives: on the server for any device of this person, and on this device while the server cannot be reached.
 * `initial` is undefined until it is known whether there is a draft; null = there is none.
 */
export const useDraft = (person: string, code: string) => {
  const key = localKey(person, code);
  const stored = useQuery({
    queryKey: ['draft', person, code],
    queryFn: async ({ signal }) => readLocal(key) ?? (await readDraft(code, signal)),
    staleTime: Infinity,
    gcTime: 0,
  });
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const waiting = useRef<DraftContent | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const isOver = useRef(false);

  const send = useCallback(async (): Promise<void> => {
    const content = waiting.current;
    if (!content || isOver.current) return;
    waiting.current = null;
    setState({ kind: 'saving' });
    try {
      await saveDraft(code, content);
      localStorage.removeItem(key);
      setState({ kind: 'saved', at: new Date().toISOString() });
    } catch {
      waiting.current ??= content;
      localStorage.setItem(key, JSON.stringify(waiting.current));
      setState({ kind: 'failed' });
      timer.current = window.setTimeout(() => void send(), retryMs);
    }
  }, [code, key]);

  const save = useCallback(
    (content: DraftContent): void => {
      if (isOver.current) return;
      const isFirst = waiting.current === null;
      waiting.current = content;
      if (!isFirst) return;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void send(), pauseMs);
    },
    [send],
  );
  /** After filing: nothing that is still on its way may bring the draft back. */
  const finish = useCallback((): void => {
    isOver.current = true;
    window.clearTimeout(timer.current);
    localStorage.removeItem(key);
  }, [key]);

  useEffect(() => {
    const flush = (): void => {
      if (document.visibilityState === 'hidden') void send();
    };
    document.addEventListener('visibilitychange', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.clearTimeout(timer.current);
      void send();
    };
  }, [send]);
  return { stored, state, save, finish };
};
