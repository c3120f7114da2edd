/** What we read of an object of bpmn-moddle; the library itself has no types. */
export type ModdleElement = {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  readonly id?: string;
  readonly name?: string;
  readonly [property: string]: unknown;
};

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value;

export const childOf = (element: ModdleElement, property: string): ModdleElement | undefined => {
  const value = element[property];
  return isElement(value) ? value : undefined;
};
export const childrenOf = (element: ModdleElement, property: string): readonly ModdleElement[] => {
  const value = element[property];
  return Array.isArray(value) ? value.filter(isElement) : [];
};
export const textOf = (element: ModdleElement | undefined, property: string): string | undefined => {
  const value = element?.[property];
  return typeof value === 'string' ? value : undefined;
};
export const flagOf = (element: ModdleElement | undefined, property: string, fallback: boolean): boolean => {
  const value = element?.[property];
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? value === 'true' : fallback;
};

/** The `zeebe:NAME` extension of an element. */
export const extensionOf = (element: ModdleElement, name: string): ModdleElement | undefined => {
  const extensions = childOf(element, 'extensionElements');
  return (
    extensions &&
    childrenOf(extensions, 'values').find(({ $type }) => $type.toLowerCase() === `zeebe:${name.toLowerCase()}`)
  );
};

/** Everything that stands inside of an element; what it only refers to stands elsewhere. */
export const partsOf = (node: ModdleElement): readonly ModdleElement[] =>
  Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isElement).filter(({ $parent }) => $parent === node),
  );
