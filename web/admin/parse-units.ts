const unitCode = /^[A-Z]\d{2}(?:\.\d{1,3}){0,4}$/;

export type Units = { readonly codes: readonly string[]; readonly wrong: readonly string[] };

/** Unit codes typed with commas, spaces or lines between them; each once, and those that are no code apart. */
export const parseUnits = (text: string): Units => {
  const words = [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
  return { codes: words.filter((word) => unitCode.test(word)), wrong: words.filter((word) => !unitCode.test(word)) };
};
