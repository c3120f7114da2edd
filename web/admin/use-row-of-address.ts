import { useEffect, useState } from 'react';

const idInAddress = (): string => window.location.hash.slice(1);

/**
 * The row that the address names: marked by the caller, and brought into view with the focus in it once it is there, which is long after
 * the browser has looked for it.
 * @param ids of the rows of the page
 */
export const useRowOfAddress = (ids: readonly string[]): string => {
  const [id, setId] = useState(idInAddress);
  const isThere = ids.includes(id);
  useEffect(() => {
    const follow = (): void => setId(idInAddress());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    const row = isThere ? document.getElementById(id) : null;
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [id, isThere]);
  return id;
};
