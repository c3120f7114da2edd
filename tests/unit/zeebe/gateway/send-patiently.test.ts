import fc from 'fast-check';
import { EngineUnavailable } from '../../../../server/engine/engine.ts';
import { BackPressure, backOffMs } from '../../../../server/engine/zeebe/gateway/back-pressure.ts';
import { sendPatiently } from '../../../../server/engine/zeebe/gateway/send-patiently.ts';

/** Time that passes only by waiting. */
const createPace = (random = () => 1) => {
  const waits: number[] = [];
  let now = 1_000;
  return {
    waits,
    pace: {
      now: () => now,
      wait: (ms: number) => {
        waits.push(ms);
        now += ms;
        return Promise.resolve();
      },
      random,
    },
  };
};
const busyUntil = (attempts: number) => {
  let made = 0;
  return () => (++made < attempts ? Promise.reject(new BackPressure('busy')) : Promise.resolve(made));
};

describe('a command sent patiently', () => {
  it('waits twice as long after each refusal, up to two seconds', async () => {
    const { waits, pace } = createPace();
    await expect(sendPatiently(busyUntil(9), 60_000, pace)).resolves.toBe(9);
    expect(waits).toEqual([50, 100, 200, 400, 800, 1_600, 2_000, 2_000]);
  });

  it('is known not to be done when the engine is busy until the deadline, and does not wait beyond it', async () => {
    const { waits, pace } = createPace();
    const sending = sendPatiently(busyUntil(Infinity), 1_000, pace);
    await expect(sending).rejects.toMatchObject({ name: 'EngineUnavailable', outcome: 'notDone' });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1_000);
  });

  it('is not sent any more by a process that stood still until after the deadline', async () => {
    const { pace } = createPace();
    let made = 0;
    let late = 0;
    const sending = sendPatiently(
      () => {
        made += 1;
        return Promise.reject(new BackPressure('busy'));
      },
      1_000,
      { ...pace, now: () => pace.now() + late, wait: (ms) => ((late = 60_000), pace.wait(ms)) },
    );
    await expect(sending).rejects.toMatchObject({ name: 'EngineUnavailable', outcome: 'notDone' });
    expect(made).toBe(1);
  });

  it.each([new EngineUnavailable('unknown', 'late'), new EngineUnavailable('notDone', 'away'), new Error('other')])(
    'is sent once when it fails by %s',
    async (failure) => {
      const { waits, pace } = createPace();
      let made = 0;
      const fail = () => {
        made += 1;
        return Promise.reject(failure);
      };
      await expect(sendPatiently(fail, 10_000, pace)).rejects.toBe(failure);
      expect({ made, waits }).toEqual({ made: 1, waits: [] });
    },
  );

  it('is told what is left of its deadline at each attempt', async () => {
    const { pace } = createPace();
    const left: number[] = [];
    await sendPatiently(
      (ms) => {
        left.push(ms());
        return left.length < 3 ? Promise.reject(new BackPressure('busy')) : Promise.resolve();
      },
      1_000,
      pace,
    );
    expect(left).toEqual([1_000, 950, 850]);
  });

  it('waits between half and all of the back-off, never above two seconds', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const ms = backOffMs(attempt, random);
        const most = backOffMs(attempt, 1);
        expect(ms).toBeGreaterThanOrEqual(most / 2);
        expect(ms).toBeLessThanOrEqual(Math.min(2_000, most));
      }),
      { seed: 4 },
    );
  });
});
