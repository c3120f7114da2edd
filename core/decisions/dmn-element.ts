/** What we read of an object of dmn-moddle; the library itself has no types. */
export type DmnElement = {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly [property: string]: unknown;
};

const isElement = (value: unknown): value is DmnElement =>
  typeof value === 'object' && value !== null && '$type' in value;

export const childOf = (element: DmnElement | undefined, property: string): DmnElement | undefined => {
  const value = element?.[property];
  return isElement(value) ? value : undefined;
};

export const childrenOf = (element: DmnElement | undefined, property: string): readonly DmnElement[] => {
  const value = element?.[property];
  return Array.isArray(value) ? value.filter(isElement) : [];
};

export const textOf = (element: DmnElement | undefined, property: string): string | undefined => {
  const value = element?.[property];
  return typeof value === 'string' ? value : undefined;
};

/** The id in a reference like `#decision`, inside one file. */
export const referenceOf = (requirement: DmnElement, property: string): string | undefined => {
  const href = textOf(childOf(requirement, property), 'href');
  return href?.startsWith('#') ? href.slice(1) : href;
};

export const isType = (element: DmnElement | undefined, type: string): element is DmnElement =>
  element?.$type === `dmn:${type}`;
