import { hasRole, type Person } from '../../http/person.ts';

export type DossierAction = 'supplement' | 'withdraw' | 'stop';
type State = {
  readonly ownerId: string | null;
  readonly acceptedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly status: number;
  readonly asksSupplement: boolean;
};

/** Result issued (9) or later: nothing is left to withdraw or to stop. */
const SETTLED = 9;
const isOver = ({ finishedAt, status }: State): boolean =>
  finishedAt !== null || status >= SETTLED || status === 3 || status === 7 || status === 8;

/** What a person who may see the dossier may do with it now. */
export const listActions = (person: Person, state: State): DossierAction[] => {
  if (isOver(state)) return [];
  const isOwner = person.kind === 'citizen' && state.ownerId === person.id;
  // Papers that come to the counter are handed in by the desk in the applicant's name.
  const mayHandIn = isOwner || (state.ownerId === null && hasRole(person, 'receptionOfficer'));
  return [
    ...(mayHandIn && state.asksSupplement ? (['supplement'] as const) : []),
    ...(mayHandIn ? (['withdraw'] as const) : []),
    ...(hasRole(person, 'unitLeader') && state.acceptedAt !== null ? (['stop'] as const) : []),
  ];
};

/** Whether anybody may do this now: tells "not you" from "not now". */
export const isPossible = (action: DossierAction, state: State): boolean => {
  const nobody = { id: state.ownerId ?? '', username: '', displayName: '', groups: [], visibleUnits: [] };
  const owner: Person = { ...nobody, kind: 'citizen', roles: [] };
  const staff: Person = {
    ...nobody,
    kind: 'staff',
    roles: ['receptionOfficer', 'unitLeader'].map((role) => ({ role, unit: '' })),
  };
  return [owner, staff].some((person) => listActions(person, state).includes(action));
};
