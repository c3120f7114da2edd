/** One finding about one element, before it is told which file it is in. */
export type Finding = { readonly elementId: string; readonly name: string; readonly message: string };

export const findingsOf = (
  element: { readonly id: string; readonly name: string },
  checks: readonly (readonly [wrong: boolean, message: string])[],
): readonly Finding[] =>
  checks.flatMap(([wrong, message]) => (wrong ? [{ elementId: element.id, name: element.name, message }] : []));
