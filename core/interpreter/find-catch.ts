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

/** The nearest event that catches a code, going outwards from an element instance, through callers, too. */
export const findCatch = (from: Site, type: 'ERROR' | 'ESCALATION', code: string): CatchEvent | undefined => {
  const { x, tree } = from;
  for (let site: Site | undefined = from; site;) {
    const found = findHere(site, type, code);
    if (found) return found;
    const { instance }: Site = site;
    const outer: string =
      instance.scopeKey === '-1' ? (tree.processes[instance.key]?.parentElementInstanceKey ?? '-1') : instance.scopeKey;
    site = findSite(x, tree, outer);
  }
  return undefined;
};
