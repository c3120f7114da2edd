const pattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?(?:\[[^\]]+\])?$/;

/** Milliseconds of an ISO 8601 date and time; without an offset it is in the engine's zone, UTC. */
export const parseDateTime = (text: string): number | undefined => {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const [, day = '', minutes = '', seconds = ':00', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${minutes}${seconds.slice(0, 7)}${zone}`);
  return Number.isNaN(ms) ? undefined : ms;
};
