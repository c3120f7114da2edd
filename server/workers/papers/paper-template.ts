type Align = 'left' | 'center' | 'right';

export type PaperBlock =
  /** A paragraph; left out when `when` names a fact that is empty. */
  | {
      readonly type: 'text';
      readonly text: string;
      readonly style?: 'normal' | 'strong' | 'italic';
      readonly align?: Align;
      readonly when?: string;
    }
  | {
      readonly type: 'fields';
      readonly fields: readonly {
        readonly label: string;
        readonly value: string;
        readonly when?: string;
        readonly strong?: boolean;
      }[];
    }
  | {
      readonly type: 'table';
      /** Name of the list among the facts. */
      readonly list: string;
      readonly columns: readonly {
        readonly title: string;
        readonly value: string;
        readonly width: number;
        readonly align?: Align;
      }[];
    }
  | {
      readonly type: 'signatures';
      readonly signatures: readonly { readonly role: string; readonly hint: string; readonly name: string }[];
    };

/** A paper as data: server/assets/papers/<kind>.json, or papers/<kind>.json of a procedure where it differs. `{name}` is a fact. */
export type PaperTemplate = {
  readonly format: 'paper/1';
  readonly kind: string;
  readonly version: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** Part of the paper's number: 12/PYC-H29.101.2 */
  readonly symbol: string;
  /** Who numbers and heads it: the desk (receipts, slips), or the authority that signs (results). */
  readonly issuer: 'desk' | 'authority';
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

/** The short form in which a package writes a result: title and a list of fields of the dossier. */
type ResultTemplate = {
  readonly format: 'paper/1';
  readonly id: string;
  readonly version?: string;
  readonly symbol?: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly legal?: string;
  readonly fields: readonly { readonly label: { readonly vi: string; readonly en: string }; readonly from: string }[];
};

const isResultTemplate = (template: Partial<PaperTemplate | ResultTemplate>): template is ResultTemplate =>
  'id' in template && 'fields' in template && Array.isArray(template.fields) && typeof template.title === 'object';

const fromResultTemplate = ({
  id,
  version = '1',
  symbol = 'KQ',
  title,
  legal,
  fields,
}: ResultTemplate): PaperTemplate => ({
  format: 'paper/1',
  issuer: 'authority',
  kind: id,
  version,
  symbol,
  name: title,
  title: title.vi.toLocaleUpperCase('vi'),
  blocks: [
    { type: 'fields', fields: fields.map(({ label, from }) => ({ label: label.vi, value: `{${from}}`, when: from })) },
    {
      type: 'signatures',
      signatures: [
        { role: '', hint: '', name: '' },
        { role: 'NGƯỜI CÓ THẨM QUYỀN', hint: '(Ký, ghi rõ họ tên, đóng dấu)', name: '' },
      ],
    },
  ],
  notes: legal === undefined ? [] : [`Căn cứ: ${legal}`],
});

/** A template from a file, in either form. @throws SyntaxError · TypeError with what is wrong */
export const readPaperTemplate = (content: string, origin: string): PaperTemplate => {
  const template = JSON.parse(content) as Partial<PaperTemplate | ResultTemplate>;
  if (template.format === 'paper/1' && isResultTemplate(template)) return fromResultTemplate(template);
  const { kind, title, version, blocks } = template as Partial<PaperTemplate>;
  if (template.format !== 'paper/1' || !kind || !title || !version || !Array.isArray(blocks)) {
    throw new TypeError(`${origin} is no paper template of format paper/1`);
  }
  return { notes: [], issuer: 'desk', symbol: kind, name: { vi: title, en: title }, ...template } as PaperTemplate;
};
