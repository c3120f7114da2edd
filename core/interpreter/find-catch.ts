import { findSite, type Site } from './execution.ts';

export type CatchEvent = { readonly site: Site; readonly eventId: string };

/** Events of an element instance that catch by code: at its border, and inside (an error only while nothing has taken it over). */
const candidatesOf = ({ element, instance }: Site, type: 'ERROR' | 'ESCALATION'): readonly string[] => {
  if (instance.state === 'terminating' || instance.state === 'completing') return [];
  return [
    ...(instance.isBody || (type === 'ERROR' && instance.interruptedBy !== undefined) ? [] : element.eventStartIds),
    ...(element.loop && !instance.isBody ? [] : element.boundaryIds),
  ];
};

const findHere = (site: Site, type: 'ERROR' | 'ESCALATION', code: string): CatchEvent | undefined => {
  const events = candidatesOf(site, type).flatMap((id) => {
    const event = site.process.elements.get(id)?.event;
    return event?.type === type ? [{ id, code: event.code }] : [];
  });
  const found = events.find((event) => event.code === code) ?? events.find((event) => event.code === null);
  return found && { site, eventId: found.id };
};

/** Where the search goes on: in the scope around, or (from a process, or a scope that was taken over) in the caller. */
const outerKeyOf = ({ tree, instance }: Site, type: 'ERROR' | 'ESCALATION'): string => {
  const caller = tree.processes[instance.processInstanceKey]?.parentElementInstanceKey ?? '-1';
  if (instance.scopeKey === '-1') return caller;
  const isTakenOver = tree.elements[instance.scopeKey]?.interruptedBy !== undefined;
  return type === 'ERROR' && isTakenOver ? caller : instance.scopeKey;
};

/**
 * The nearest event that catches a code, going outwards from an element instance, through callers, too. As in Zeebe an
 * error is not looked for at or around a scope that an event sub-process has taken over; an escalation is, although what
 * would interrupt such a scope has no effect any more.
 */
export const findCatch = (from: Site, type: 'ERROR' | 'ESCALATION', code: string): CatchEvent | undefined => {
  for (let site: Site | undefined = from; site; site = findSite(site.x, site.tree, outerKeyOf(site, type))) {
    const found = findHere(site, type, code);
    if (found) return found;
  }
  return undefined;
};
