import type { Site } from './execution.ts';
import { findCatch } from './find-catch.ts';
import { triggerEvent } from './trigger-event.ts';

/** Throws an escalation. @returns false when what caught it ends the element that threw it */
export const throwEscalation = (from: Site, code: string): boolean => {
  const { x, element, instance } = from;
  const caught = findCatch(from, 'ESCALATION', code);
  const catchEvent = caught?.site.process.elements.get(caught.eventId);
  x.records.push({
    valueType: 'ESCALATION',
    intent: caught ? 'ESCALATED' : 'NOT_ESCALATED',
    key: x.keys.take(),
    timestamp: x.now,
    value: {
      processInstanceKey: instance.processInstanceKey,
      escalationCode: code,
      throwElementId: element.id,
      catchElementId: caught?.eventId ?? '',
      tenantId: '<default>',
    },
  });
  if (caught) triggerEvent(caught.site, caught.eventId, {});
  return catchEvent?.interrupting !== true;
};
