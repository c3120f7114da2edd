import type { SessionView } from '../../core/contracts/session.ts';

/** Where somebody lands after sign-in when they came from nowhere in particular. */
export const homeOf = (session: SessionView | null): string => {
  if (!session) return '/dang-nhap';
  if (session.user.kind === 'citizen') return '/ho-so';
  const roles = new Set(session.user.roles.map(({ role }) => role));
  const only = (...names: string[]): boolean => [...roles].every((role) => names.includes(role));
  if (only('administrator', 'processAnalyst', 'processReviewer')) return '/quan-tri/thu-tuc';
  if (only('externalOfficer')) return '/lam-viec/lien-thong';
  return '/lam-viec/viec';
};

/** Only a path of this site: an address of another one in `tiep` is not followed. */
export const safeReturnPath = (wanted: string | null): string | undefined =>
  wanted !== null && /^\/(?![/\\])[^\s\\]*$/.test(wanted) ? wanted : undefined;
