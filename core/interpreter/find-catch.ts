import { findSite, type Site } from './execution.ts';

export type CatchEvent = { readonly site: Site; readonly eventId: string };

/** Events of an element instance that catch by code: at its border, and (while nothing has taken it over) inside. */
const candidatesOf = ({ element, instance }: Site): readonly string[] => {
  if (instance.state === 'terminating' || instance.state === 'completing' || instance.trigger) return [];
  return [
    ...(instance.isBody || instance.interruptedBy !== undefined ? [] : element.eventStartIds),
    ...(element.loop && !instance.isBody ? [] : element.boundaryIds),
  ];
};

const findHere = (site: Site, type: 'ERROR' | 'ESCALATION', code: string): CatchEvent | undefined => {
  const events = candidatesOf(site).flatMap((id) => {
    const event = site.process.elements.get(id)?.event;
    return event?.type === type ? [{ id, code: event.code }] : [];
  });
  const found = events.find((event) => event.code === code) ?? events.find((event) => event.code === null);
  return found && { site, eventId: found.id };
};

/** Where the search goes on: in the scope around, or (from a process, or a scope that was taken over) in the caller. */
const outerKeyOf = ({ tree, instance }: Site): string => {
  const caller = tree.processes[instance.processInstanceKey]?.parentElementInstanceKey ?? '-1';
  if (instance.scopeKey === '-1') return caller;
  return tree.elements[instance.scopeKey]?.interruptedBy === undefined ? instance.scopeKey : caller;
};

/**
 * The nearest event that catches a code, going outwards from an element instance, through callers, too. As in Zeebe
 * nothing is looked for at or around a scope that an event sub-process has taken over.
 */
export const findCatch = (from: Site, type: 'ERROR' | 'ESCALATION', code: string): CatchEvent | undefined => {
  for (let site: Site | undefined = from; site; site = findSite(site.x, site.tree, outerKeyOf(site))) {
    const found = findHere(site, type, code);
    if (found) return found;
  }
  return undefined;
};
