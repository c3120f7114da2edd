import type { ServerEvent } from '../../../core/contracts/event.ts';

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');

const checks: { readonly [type in ServerEvent['type']]: (event: Record<string, unknown>) => boolean } = {
  tasks: (event) => isTexts(event['groups']) && isTexts(event['assignees']) && isTexts(event['taskKeys']),
  dossier: (event) => typeof event['dossierId'] === 'string',
  notification: (event) => typeof event['userId'] === 'string',
  procedures: () => true,
};

/** A notification of the database as an event; undefined for a text that is none (another version of the program may have sent it). */
export const parseEvent = (payload: string): ServerEvent | undefined => {
  try {
    const event = JSON.parse(payload) as Record<string, unknown> | null;
    const check =
      event && Object.hasOwn(checks, String(event['type'])) ? checks[event['type'] as ServerEvent['type']] : undefined;
    return event && check?.(event) ? (event as unknown as ServerEvent) : undefined;
  } catch {
    return undefined;
  }
};
