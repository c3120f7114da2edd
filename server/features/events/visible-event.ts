import type { ServerEvent } from '../../../core/contracts/event.ts';
import type { Person } from '../../http/person.ts';

/** Who may know of a dossier: its owner and the units that have to do with it. */
export type Audience = { readonly ownerId: string | null; readonly units: readonly string[] };
export type FindAudience = (dossierId: string) => Audience | undefined;

const unitOf = (group: string): string => group.slice(group.indexOf('@') + 1);
const seesUnit = ({ kind, visibleUnits }: Person, unit: string): boolean =>
  kind === 'staff' && (visibleUnits === null || visibleUnits.includes(unit));
const seesGroup = (person: Person, group: string): boolean =>
  person.groups.includes(group) || seesUnit(person, unitOf(group));

type TasksEvent = Extract<ServerEvent, { type: 'tasks' }>;
const visibleTasks = (event: TasksEvent, person: Person): TasksEvent | undefined => {
  const groups = event.groups.filter((group) => seesGroup(person, group));
  const assignees = event.assignees.filter((assignee) => assignee === person.id);
  return groups.length > 0 || assignees.length > 0 ? { ...event, groups, assignees } : undefined;
};

const seesDossier = (person: Person, audience: Audience | undefined): boolean =>
  audience !== undefined && (audience.ownerId === person.id || audience.units.some((unit) => seesUnit(person, unit)));

/** The part of an event that a person may see; undefined when it is nothing of theirs. */
export const visibleEvent = (
  event: ServerEvent,
  person: Person,
  findAudience: FindAudience,
): ServerEvent | undefined => {
  switch (event.type) {
    case 'tasks':
      return visibleTasks(event, person);
    case 'dossier':
      return seesDossier(person, findAudience(event.dossierId)) ? event : undefined;
    case 'notification':
      return event.userId === person.id ? event : undefined;
    case 'procedures':
      return event;
  }
};
