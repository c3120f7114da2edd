type Align = 'left' | 'center' | 'right';

export type PaperBlock =
  /** A paragraph; left out when `when` names a fact that is empty. */
  | { readonly type: 'text'; readonly text: string; readonly style?: 'normal' | 'strong' | 'italic'; readonly align?: Align; readonly when?: string }
  | { readonly type: 'fields'; readonly fields: readonly { readonly label: string; readonly value: string; readonly when?: string; readonly strong?: boolean }[] }
  | {
      readonly type: 'table';
      /** Name of the list among the facts. */
      readonly list: string;
      readonly columns: readonly { readonly title: string; readonly value: string; readonly width: number; readonly align?: Align }[];
    }
  | { readonly type: 'signatures'; readonly signatures: readonly { readonly role: string; readonly hint: string; readonly name: string }[] };

/** A paper as data: server/assets/papers/<kind>.json, or papers/<kind>.json of a procedure where it differs. `{name}` is a fact. */
export type PaperTemplate = {
  readonly format: 'paper/1';
  readonly kind: string;
  readonly version: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** Part of the paper's number: 12/PYC-H29.101.2 */
  readonly symbol: string;
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
  readonly notes: readonly string[];
};

/** What a template may print: ready text, and lists of rows. */
export type PaperFacts = {
  readonly values: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
};

/** `{name}` replaced by facts; a fact that is not there leaves nothing behind. */
export const fillText = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').normalize('NFC');

/** A template from a file. @throws SyntaxError · TypeError with what is wrong */
export const readPaperTemplate = (content: string, origin: string): PaperTemplate => {
  const template = JSON.parse(content) as Partial<PaperTemplate>;
  if (template.format !== 'paper/1' || !template.kind || !template.title || !template.version || !Array.isArray(template.blocks)) {
    throw new TypeError(`${origin} is no paper template of format paper/1`);
  }
  return { notes: [], symbol: template.kind, name: { vi: template.title, en: template.title }, ...template } as PaperTemplate;
};
