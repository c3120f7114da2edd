export type Outcome = { readonly id: string; readonly label: string };

/** `step.outcomes`, "approve:Trình ký;return:Trả lại"; undefined when it is not of that form. */
export const parseOutcomes = (text: string): readonly Outcome[] | undefined => {
  const parts = text.split(';').map((part) => /^\s*([A-Za-z][A-Za-z0-9_-]*)\s*:\s*(\S.*?)\s*$/.exec(part));
  const outcomes = parts.flatMap((match) => (match?.[1] && match[2] ? [{ id: match[1], label: match[2] }] : []));
  const distinct = new Set(outcomes.map(({ id }) => id)).size === outcomes.length;
  return outcomes.length === parts.length && distinct ? outcomes : undefined;
};

/** `step.norm`, "4h", "2d" or "30m", in working minutes; undefined when it is not of that form. */
export const parseNorm = (text: string, hoursPerDay = 8): number | undefined => {
  const match = /^(\d+(?:\.\d+)?)(m|h|d)$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const minutes = { m: 1, h: 60, d: 60 * hoursPerDay }[match[2] as 'm' | 'h' | 'd'];
  return Math.round(Number(match[1]) * minutes);
};
