import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../../../core/contracts/json.ts';
import type { FormSchema } from '../../../core/forms/form-schema.ts';

/** One answer to a form. A field in a list is written `id.row`. */
export type CorpusCase = {
  readonly name: string;
  /** Name in `forms`. */
  readonly form: string;
  readonly data: Variables;
  /** Fields that fail in the browser and on the server. */
  readonly failing: readonly string[];
  /** Fields that only the server refuses: the browser never sends such a value. */
  readonly serverOnly?: readonly string[];
};
export type Corpus = {
  readonly forms: Readonly<Record<string, FormSchema>>;
  readonly cases: readonly CorpusCase[];
};

/** The table on which browser and server must agree. */
export const readCorpus = (): Corpus =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'corpus.json'), 'utf8')) as Corpus;

export const formOf = (corpus: Corpus, { form }: CorpusCase): FormSchema => {
  const found = corpus.forms[form];
  if (!found) throw new Error(`The corpus has no form ${form}`);
  return found;
};
