import { leadsUnit, type Person } from '../../http/person.ts';

type Held = { readonly assignee: string | null; readonly candidateGroups: readonly string[] };

const unitOf = (group: string): string => group.slice(group.indexOf('@') + 1);

export const isCandidate = (person: Person, { candidateGroups }: Held): boolean =>
  candidateGroups.some((group) => person.groups.includes(group));

const isInVisibleUnit = ({ visibleUnits }: Person, { candidateGroups }: Held): boolean =>
  visibleUnits === null || candidateGroups.some((group) => visibleUnits.includes(unitOf(group)));

/** Officers see tasks of their groups, their own ones, and those of units they may see. Citizens see none. */
export const maySeeTask = (person: Person, task: Held): boolean =>
  person.kind === 'staff' &&
  (task.assignee === person.id || isCandidate(person, task) || isInVisibleUnit(person, task));

/** Leaders hand out and take back work of their units. */
export const mayLead = (person: Person, task: Pick<Held, 'candidateGroups'>): boolean =>
  person.ledUnits === null || task.candidateGroups.some((group) => leadsUnit(person, unitOf(group)));
