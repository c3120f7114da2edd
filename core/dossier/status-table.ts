/** The national statuses as data: server/assets/statuses.json. */
export type StatusData = {
  readonly initial: number;
  readonly statuses: readonly {
    readonly code: number;
    readonly id: string;
    readonly nameVi: string;
    readonly nameEn: string;
    readonly clock: 'NOT_STARTED' | 'RUNNING' | 'PAUSED' | 'STOPPED';
    readonly terminal: boolean;
    readonly allowedTransitions: readonly { readonly to: number }[];
  }[];
};
export type StatusDefinition = StatusData['statuses'][number];

export type StatusTable = {
  readonly initial: number;
  readonly find: (code: number) => StatusDefinition | undefined;
  /** Staying is always allowed. */
  readonly mayMove: (from: number, to: number) => boolean;
  readonly isTerminal: (code: number) => boolean;
  /** The clock no longer runs in this status. */
  readonly isClockStopped: (code: number) => boolean;
  readonly nameOf: (code: number) => { readonly vi: string; readonly en: string };
};

/** @throws RangeError when the data name a status that does not exist, or one twice */
export const createStatusTable = (data: StatusData): StatusTable => {
  const byCode = new Map(data.statuses.map((status) => [status.code, status]));
  const targets = data.statuses.flatMap(({ allowedTransitions }) => allowedTransitions.map(({ to }) => to));
  const unknown = [data.initial, ...targets].find((code) => !byCode.has(code));
  if (unknown !== undefined || byCode.size !== data.statuses.length)
    throw new RangeError(`Statuses are inconsistent${unknown === undefined ? '' : ` at ${unknown}`}`);

  const find = (code: number): StatusDefinition | undefined => byCode.get(code);
  return {
    initial: data.initial,
    find,
    mayMove: (from, to) =>
      from === to || (find(from)?.allowedTransitions.some((transition) => transition.to === to) ?? false),
    isTerminal: (code) => find(code)?.terminal ?? false,
    isClockStopped: (code) => find(code)?.clock === 'STOPPED',
    nameOf: (code) => ({ vi: find(code)?.nameVi ?? String(code), en: find(code)?.nameEn ?? String(code) }),
  };
};
