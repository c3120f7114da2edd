import { hasRole, hasRoleAt, leadsUnit, type Person } from '../../http/person.ts';

export type DossierAction = 'supplement' | 'withdraw' | 'stop';
/** The message by which an act reaches the process: without a step that waits for it the act would do nothing. */
export const actionMessages = {
  supplement: 'dossier.supplemented',
  withdraw: 'dossier.withdrawn',
  stop: 'dossier.stopped',
} as const satisfies Readonly<Record<DossierAction, string>>;

export type ActionState = {
  readonly ownerId: string | null;
  readonly receivingUnit: string;
  readonly competentUnit: string | null;
  readonly authorityUnit: string | null;
  readonly acceptedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly status: number;
  readonly asksSupplement: boolean;
  /** Messages that the process waits for now. */
  readonly awaited: ReadonlySet<string>;
};

/** National statuses: 3 refused, 7 withdrawn, 8 stopped; from 9 (result issued) on nothing is left to withdraw or to stop. */
const SETTLED = 9;
const ENDED = new Set([3, 7, 8]);
export const isOver = ({ finishedAt, status }: Pick<ActionState, 'finishedAt' | 'status'>): boolean =>
  finishedAt !== null || status >= SETTLED || ENDED.has(status);

const isReady: Readonly<Record<DossierAction, (state: ActionState) => boolean>> = {
  supplement: ({ asksSupplement }) => asksSupplement,
  withdraw: () => true,
  stop: ({ acceptedAt }) => acceptedAt !== null,
};

/** Papers that come to the counter are handed in by the desk that received the dossier, in the applicant's name. */
const mayHandIn = (person: Person, { ownerId, receivingUnit }: ActionState): boolean =>
  person.kind === 'citizen'
    ? ownerId === person.id
    : ownerId === null && hasRoleAt(person, 'receptionOfficer', receivingUnit);
/** A dossier is stopped by those who answer for its settling, not by every leader who may read it. */
const mayStop = (person: Person, { competentUnit, authorityUnit }: ActionState): boolean =>
  hasRole(person, 'unitLeader') &&
  [competentUnit, authorityUnit].some((unit) => unit !== null && leadsUnit(person, unit));
const rights: Readonly<Record<DossierAction, (person: Person, state: ActionState) => boolean>> = {
  supplement: mayHandIn,
  withdraw: mayHandIn,
  stop: mayStop,
};

/** Whether anybody may do this now: tells "not you" from "not now". */
export const isPossible = (action: DossierAction, state: ActionState): boolean =>
  !isOver(state) && state.awaited.has(actionMessages[action]) && isReady[action](state);

/** What a person who may see the dossier may do with it now. */
export const listActions = (person: Person, state: ActionState): DossierAction[] =>
  (['supplement', 'withdraw', 'stop'] as const).filter(
    (action) => isPossible(action, state) && rights[action](person, state),
  );
