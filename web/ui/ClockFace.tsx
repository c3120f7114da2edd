import type { ClockView } from '../../core/contracts/dossier.ts';

const ring = 2 * Math.PI * 6;

/** Shape of each state, readable in grey: full ring, three-quarter ring, filled block, two bars, dashed ring, square. */
export function ClockFace({ state }: { readonly state: ClockView['state'] }) {
  const dashes = state === 'warning' ? `${ring * 0.75} ${ring * 0.25}` : state === 'none' ? '2 2.2' : undefined;
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden>
      {state === 'overdue' && <rect x="2" y="2" width="12" height="12" rx="2" fill="currentColor" stroke="none" />}
      {state === 'stopped' && <rect x="3" y="3" width="10" height="10" rx="1" strokeWidth="2" />}
      {state === 'paused' && <path d="M5 3v10M11 3v10" strokeWidth="3" />}
      {(state === 'safe' || state === 'warning' || state === 'none') && (
        <circle
          cx="8"
          cy="8"
          r="6"
          strokeWidth={state === 'safe' ? 1.5 : 2.5}
          strokeDasharray={dashes}
          transform="rotate(-90 8 8)"
        />
      )}
    </svg>
  );
}
