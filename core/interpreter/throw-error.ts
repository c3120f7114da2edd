import type { Variables } from '../contracts/json.ts';
import type { Site } from './execution.ts';
import { findCatch } from './find-catch.ts';
import { triggerEvent } from './trigger-event.ts';

/**
 * Throws a BPMN error from an element instance.
 * @param beforeCatch what has to happen first when it is caught
 * @returns false when nothing catches it
 */
export const throwBpmnError = (from: Site, code: string, variables: Variables, beforeCatch: () => void): boolean => {
  const caught = findCatch(from, 'ERROR', code);
  if (!caught) return false;
  beforeCatch();
  triggerEvent(caught.site, caught.eventId, variables);
  return true;
};
