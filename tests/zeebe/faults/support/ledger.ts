/** What was asked of the servers, what they answered, and what must therefore be true. Kept by the test, never read from the product. */
export type Ledger = {
  /** A filing is sent: a key without an answer before new ones, as a browser would; undefined when there shall be no more new ones. */
  nextFiling(mayBeNew: boolean): string | undefined;
  /** What became of a filing; undefined: no answer, or none that accepts. It will be sent again. */
  filed(key: string, id: string | undefined): void;
  completed(taskKey: string): void;
  note(status: string): void;
  /** How many requests were answered so far. */
  answers(): number;
  /** A fault begins or ends: counts what is accepted meanwhile. */
  markFault(on: boolean): void;
  /** The first dossier that was accepted during a fault. */
  firstDuringFault(): string | undefined;
  isAnswered(): boolean;
  /** Ids of dossiers, one per key. */
  accepted(): string[];
  acknowledged(): ReadonlySet<string>;
  /** Filings that got two answers with two ids: promises that contradict each other. */
  contradictions(): readonly string[];
  statuses(): Readonly<Record<string, number>>;
  figures(): LedgerFigures;
};
export type LedgerFigures = {
  readonly filingsAsked: number;
  readonly filingsAccepted: number;
  readonly filingsAcceptedDuringFault: number;
  readonly filingsRepeated: number;
  readonly completionsAcknowledged: number;
  readonly completionsAcknowledgedDuringFault: number;
};

/** @param prefix begins the Idempotency-Keys of this test */
export const createLedger = (prefix: string): Ledger => {
  const filings = new Map<string, string | undefined>();
  const open: string[] = [];
  const acknowledged = new Set<string>();
  const contradictions: string[] = [];
  const statuses = new Map<string, number>();
  let duringFault = false;
  let first: string | undefined;
  const counts = { filings: 0, completions: 0, repeated: 0 };
  return {
    nextFiling(mayBeNew) {
      const again = open.shift();
      if (again !== undefined) {
        counts.repeated++;
        return again;
      }
      if (!mayBeNew) return undefined;
      const key = `${prefix}-filing-${filings.size}`;
      filings.set(key, undefined);
      return key;
    },
    filed(key, id) {
      const known = filings.get(key);
      if (id === undefined) return void open.push(key);
      if (known !== undefined && known !== id) contradictions.push(`${key}: ${known}, ${id}`);
      if (known === undefined && duringFault) {
        counts.filings++;
        first ??= id;
      }
      filings.set(key, id);
    },
    completed(taskKey) {
      if (!acknowledged.has(taskKey) && duringFault) counts.completions++;
      acknowledged.add(taskKey);
    },
    answers: () => [...statuses].reduce((sum, [status, times]) => sum + (/ \d{3}$/.test(status) ? times : 0), 0),
    note: (status) => void statuses.set(status, (statuses.get(status) ?? 0) + 1),
    markFault: (on) => void (duringFault = on),
    firstDuringFault: () => first,
    isAnswered: () => [...filings.values()].every((id) => id !== undefined),
    accepted: () => [...filings.values()].filter((id) => id !== undefined),
    acknowledged: () => acknowledged,
    contradictions: () => contradictions,
    statuses: () => Object.fromEntries([...statuses].sort()),
    figures: () => ({
      filingsAsked: filings.size,
      filingsAccepted: [...filings.values()].filter((id) => id !== undefined).length,
      filingsAcceptedDuringFault: counts.filings,
      filingsRepeated: counts.repeated,
      completionsAcknowledged: acknowledged.size,
      completionsAcknowledgedDuringFault: counts.completions,
    }),
  };
};
