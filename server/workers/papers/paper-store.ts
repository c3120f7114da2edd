import type { Knex } from 'knex';
import type { PaperFacts } from './paper-template.ts';

export type NewPaper = {
  readonly id: string;
  readonly dossierId: string;
  readonly kind: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly number: string;
  readonly templateVersion: string;
  readonly facts: PaperFacts;
  readonly documentId: string;
  readonly issuedAt: Date;
};

/** The only writer of paper; a paper is never changed once it is issued. */
export const addPaper = async (tx: Knex.Transaction, paper: NewPaper): Promise<void> => {
  await tx('paper').insert({ ...paper, name: JSON.stringify(paper.name), facts: JSON.stringify(paper.facts) });
};
