import type { TrackingView } from '../../../core/contracts/dossier.ts';
import { createThrottle } from '../../../server/features/people/throttle.ts';
import { createTrackingService } from '../../../server/features/tracking/tracking-service.ts';

const dossier = { code: 'H29-260608-0001', status: 4 } as TrackingView;
const createSite = () => {
  let now = 0;
  const clock = () => now;
  const reads = {
    find: (code: string) =>
      Promise.resolve(
        code === dossier.code ? { lookupCode: 'ABCDEFGHJK', read: () => Promise.resolve(dossier) } : undefined,
      ),
  };
  const service = createTrackingService({ reads, throttle: createThrottle({ clock, free: 3 }), clock });
  return { ...service, pass: (ms: number) => void (now += ms) };
};

describe('public tracking', () => {
  it.each(['ABCDEFGHJK', 'abcde-fghjk', ' ABCDE FGHJK '])(
    'opens with the code as people type it: "%s"',
    async (lookup) => {
      expect(await createSite().track(dossier.code, lookup, '1.1.1.1')).toEqual({ kind: 'found', dossier });
    },
  );

  it('answers a wrong dossier and a wrong lookup code alike', async () => {
    const site = createSite();
    const answers = [
      await site.track('H29-260608-0002', 'ABCDEFGHJK', '1.1.1.1'),
      await site.track(dossier.code, 'AAAAAAAAAA', '1.1.1.1'),
    ];
    expect(answers).toEqual([{ kind: 'wrong' }, { kind: 'wrong' }]);
  });

  it('slows down whoever guesses, also at other dossiers', async () => {
    const site = createSite();
    for (let guess = 0; guess < 3; guess++) await site.track(`H29-260608-100${guess}`, 'AAAAAAAAAA', '1.1.1.1');
    expect(await site.track(dossier.code, 'ABCDEFGHJK', '1.1.1.1')).toEqual({ kind: 'slow', waitMs: 1000 });
    expect(await site.track(dossier.code, 'ABCDEFGHJK', '2.2.2.2')).toMatchObject({ kind: 'found' });
    site.pass(1000);
    expect(await site.track(dossier.code, 'ABCDEFGHJK', '1.1.1.1')).toMatchObject({ kind: 'found' });
  });

  it('slows down guesses at one dossier from many addresses', async () => {
    const site = createSite();
    for (let guess = 0; guess < 3; guess++) await site.track(dossier.code, 'AAAAAAAAAA', `1.1.1.${guess}`);
    expect(await site.track(dossier.code, 'AAAAAAAAAA', '9.9.9.9')).toMatchObject({ kind: 'slow' });
  });

  it('is not opened again for a guesser by one right answer elsewhere', async () => {
    const site = createSite();
    for (let guess = 0; guess < 2; guess++) await site.track(`H29-260608-100${guess}`, 'AAAAAAAAAA', '1.1.1.1');
    await site.track(dossier.code, 'ABCDEFGHJK', '1.1.1.1');
    await site.track('H29-260608-1003', 'AAAAAAAAAA', '1.1.1.1');
    expect(await site.track('H29-260608-1004', 'AAAAAAAAAA', '1.1.1.1')).toMatchObject({ kind: 'slow' });
  });

  it('counts guesses that are sent at once', async () => {
    const site = createSite();
    const guesses = Array.from({ length: 10 }, () => site.track(dossier.code, 'AAAAAAAAAA', '1.1.1.1'));
    const kinds = (await Promise.all(guesses)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(3);
  });
});
