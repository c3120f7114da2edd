import type { ClockValue } from './rows.ts';

/** What a model says about one element. */
export type ElementFacts = {
  readonly name: string;
  /** `zeebe:properties`: `dossier.status`, `step.kind`, `clock.pause`, … */
  readonly properties: Readonly<Record<string, string>>;
  /** Form id of a user task; undefined where there is none or it is an expression. */
  readonly formId: string | undefined;
};

/** Facts of a deployed process by element id; undefined for a definition that the feed does not have. */
export type FindModel = (processDefinitionKey: string) => ReadonlyMap<string, ElementFacts> | undefined;

/** What the legal clock of a dossier starts from. Instants in milliseconds. */
export type DossierFacts = {
  readonly dossierId: string;
  readonly acceptedAt: number;
  readonly promisedAt: number;
  /** Legal limit in working minutes, when the acceptance told it. */
  readonly limitMinutes: number | null;
  /** All variables with which the job `dossier.accept` was completed. */
  readonly acceptance: Readonly<Record<string, unknown>>;
  /** What acceptance fixed in the dossier (limit, conventions, hours); undefined when it is not there. Never changed afterwards. */
  readonly terms: unknown;
};
/** Closed pauses, merged where they overlap, in order. Instants in milliseconds. */
export type PauseInterval = { readonly startedAt: number; readonly endedAt: number };

/** Rules of the law that the projection applies but does not know. */
export type DossierRules = {
  /** The due instant after these pauses; null = none. Must depend on its arguments and on unchanging data only. */
  readonly recomputeDue: (facts: DossierFacts, pauses: readonly PauseInterval[]) => number | null;
  readonly clockOfStatus: (status: number) => ClockValue;
};

export type ReduceContext = {
  readonly findModel: FindModel;
  readonly rules: DossierRules;
  readonly findTerms: (dossierId: string) => unknown;
};
