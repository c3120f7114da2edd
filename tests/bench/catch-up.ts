import type { BrokerSite } from './broker-site.ts';
import { runLanes } from './lanes.ts';

const LIVE_SECONDS = 6;
const BACKLOG_SECONDS = 15;
export const LOOK_MS = 4;
/** Longer than any batch takes: nothing comes, since the broker waits before it asks a sink that was away again. */
const PAUSE_MS = 400;
const STILL_MS = 60;
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Positions of the brokers' feed that are projected. */
const countPositions = async ({ db }: BrokerSite): Promise<number> => {
  const { rows } = await db.raw<{ rows: { position: string | null }[] }>(
    `select sum(position) as position from projection_position where partition_id > 1000`,
  );
  return Number(rows[0]?.position ?? 0);
};

/** Until nothing new has come for a while: the next measure begins at rest. */
export const settle = async (site: BrokerSite): Promise<void> => {
  let last = -1;
  for (let still = 0; still < 10;) {
    const now = await countPositions(site);
    still = now === last ? still + 1 : 0;
    last = now;
    await pause(100);
  }
};

/** What is measured, and how many instances of it the read tables hold. */
export type Work = { readonly start: () => Promise<unknown>; readonly countVisible: () => Promise<number> };

const load = async ({ start }: Work, lanes: number, seconds: number): Promise<number> => {
  let started = 0;
  await runLanes(() => start().then(() => started++), { lanes, seconds, warmUp: 0 });
  return started;
};

type Move = { readonly at: number; readonly position: number };

/**
 * Until so many are visible. Counting them costs more than asking for the position, so it is done when that stands still.
 * @param onMove every time that something new is projected
 */
const follow = async (site: BrokerSite, work: Work, visible: number, onMove: (move: Move) => void): Promise<void> => {
  let last: Move = { at: performance.now(), position: await countPositions(site) };
  for (;;) {
    await pause(LOOK_MS);
    const now: Move = { at: performance.now(), position: await countPositions(site) };
    if (now.position !== last.position) onMove((last = now));
    else if (now.at - last.at > STILL_MS && (await work.countVisible()) >= visible) return;
  }
};

/** Positions per second from the first start until all are in the read tables, as fast as the starts can come. */
export const measureLive = async (site: BrokerSite, work: Work, lanes: number): Promise<number> => {
  const before = await work.countVisible();
  const begin: Move = { at: performance.now(), position: await countPositions(site) };
  const started = await load(work, lanes, LIVE_SECONDS);
  let end: Move = { at: performance.now(), position: await countPositions(site) };
  await follow(site, work, before + started, (move) => (end = move));
  return ((end.position - begin.position) / (end.at - begin.at)) * 1_000;
};

/** What gathers while the server is away, and the positions per second at which it is caught up, from the end of the broker's own waiting on. */
export const measureBacklog = async (
  site: BrokerSite,
  work: Work,
  lanes: number,
): Promise<{ readonly perSecond: number; readonly gathered: number }> => {
  await settle(site);
  const whole = await countPositions(site);
  const before = await work.countVisible();
  await site.stopServer();
  const started = await load(work, lanes, BACKLOG_SECONDS);
  const starting = site.startServer();
  let begin: Move = { at: 0, position: whole };
  let end = begin;
  await follow(site, work, before + started, (move) => {
    if (move.at - end.at > PAUSE_MS) begin = move;
    end = move;
  });
  await starting;
  return {
    perSecond: ((end.position - begin.position) / (end.at - begin.at)) * 1_000,
    gathered: end.position - whole,
  };
};
