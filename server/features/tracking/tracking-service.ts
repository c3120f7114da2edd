import { createHash, timingSafeEqual } from 'node:crypto';
import type { TrackingView } from '../../../core/contracts/dossier.ts';
import { normaliseLookupCode } from '../../../core/dossier/lookup-code.ts';
import type { Clock } from '../../shared/clock.ts';
import type { TrackingReads } from './tracking-view.ts';

/** Slows down guessing by key. */
export type Throttle = {
  waitMs(key: string): number;
  fail(key: string): void;
  succeed(key: string): void;
  forgive(key: string): void;
};
export type TrackingAnswer =
  | { readonly kind: 'found'; readonly dossier: TrackingView }
  | { readonly kind: 'wrong' }
  /** Too many wrong guesses; `waitMs` until the next may be made. */
  | { readonly kind: 'slow'; readonly waitMs: number };

type Deps = { readonly reads: TrackingReads; readonly throttle: Throttle; readonly clock: Clock };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Compared with when there is no such dossier, so that the answer takes as long. */
const NOBODY = 'no dossier';

/** Public tracking by the two codes of the receipt. A wrong code and a wrong lookup code look the same. */
export const createTrackingService = ({ reads, throttle, clock }: Deps) => ({
  /**
   * @param code in capitals or not: people type it off a paper
   * @param address where the question comes from
   */
  async track(code: string, lookup: string, address: string): Promise<TrackingAnswer> {
    // Guessing is slowed down for who guesses, and for the dossier at which many guess from many addresses.
    const asked = code.trim().toUpperCase();
    const keys = [`address ${address}`, `code ${asked}`];
    const waitMs = Math.max(...keys.map((key) => throttle.waitMs(key)));
    if (waitMs > 0) return { kind: 'slow', waitMs };
    // Counted before the codes are compared: of guesses sent at once, none is free because another is still being looked up.
    keys.forEach((key) => throttle.fail(key));
    const found = await reads.find(asked, clock());
    const isRight = timingSafeEqual(digest(normaliseLookupCode(lookup)), digest(found?.lookupCode ?? NOBODY));
    if (!found || !isRight) return { kind: 'wrong' };
    throttle.forgive(`address ${address}`);
    throttle.succeed(`code ${asked}`);
    return { kind: 'found', dossier: await found.read() };
  },
});
export type TrackingService = ReturnType<typeof createTrackingService>;
