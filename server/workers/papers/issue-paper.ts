import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { toLocal } from '../../../core/calendar/local-time.ts';
import type { LoadedDossier } from '../load-dossier.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { readChoiceLabels } from './choice-labels.ts';
import { findTemplate } from './find-template.ts';
import { dossierFacts } from './paper-facts.ts';
import { addPaper } from './paper-store.ts';
import type { PaperFacts } from './paper-template.ts';

/** Bytes; a paper is some 50 kB, so more means a broken template. */
const LARGEST_PAPER = 5 << 20;

export type IssuedPaper = { readonly paperId: string; readonly documentId: string; readonly number: string };
type Request = {
  readonly kind: string;
  readonly extra?: Partial<PaperFacts>;
  /** Facts that hold only where the dossier itself says nothing. */
  readonly fallback?: PaperFacts['values'];
  readonly source: string;
};

const readSurroundings = async (deps: WorkerDeps, { dossier }: LoadedDossier, issuedAt: Date) => {
  const authority = dossier.authorityUnit === null ? undefined : await deps.people.findUnit(dossier.authorityUnit);
  const hotline = (await deps.settings.readSettings())['hotline']?.value;
  return {
    issuedAt,
    choiceLabels: readChoiceLabels(await deps.procedures.findBundle(dossier.procedureCode, dossier.version)),
    publicUrl: deps.publicUrl,
    authorityName: authority?.name ?? '',
    hotline: typeof hotline === 'string' ? `Điện thoại hỗ trợ: ${hotline}` : '',
  };
};

/**
 * A result is headed by the authority alone, and whoever is shown it later gets no key to the dossier's tracking page.
 */
const asAuthority = ({ authorityName = '', trackingUrl = '' }: PaperFacts['values']): PaperFacts['values'] => ({
  authorityName: '',
  receivingUnitName: authorityName,
  lookupCode: '',
  trackingUrl: trackingUrl.replace(/&khoa=.*$/, ''),
});

/**
 * Numbers, renders and stores a paper of a dossier and notes it in the log. Bytes are stored before the row; where the
 * transaction then fails, the sweep of unused bytes removes them.
 */
export const issuePaper = async (
  deps: WorkerDeps,
  tx: Knex.Transaction,
  loaded: LoadedDossier,
  { kind, extra, fallback, source }: Request,
): Promise<IssuedPaper> => {
  const { dossier } = loaded;
  const template = await findTemplate(deps, dossier.procedureCode, dossier.version, kind);
  const issuedAt = new Date(deps.clock());
  const year = toLocal(issuedAt.getTime()).slice(0, 4);
  const issuer =
    template.issuer === 'authority' ? (dossier.authorityUnit ?? dossier.receivingUnit) : dossier.receivingUnit;
  const order = await deps.dossiers.nextNumber(tx, issuer, kind, year);
  const number = `${order}/${template.symbol}-${issuer}`;
  const common = dossierFacts(loaded, await readSurroundings(deps, loaded, issuedAt));
  const officerName = (await deps.dossiers.findLastOfficer(tx, dossier)) ?? '';
  const facts: PaperFacts = {
    values: {
      ...fallback,
      ...common.values,
      ...(template.issuer === 'authority' ? asAuthority(common.values) : {}),
      officerName,
      contact: officerName,
      ...extra?.values,
      number,
      receiptBook: year,
      receiptOrder: String(order),
    },
    lists: { ...common.lists, ...extra?.lists },
  };
  // Fonts and the PDF writer take 20 MB, so they are loaded with the first paper.
  const { renderPaper } = await import('./render-paper.ts');
  const stored = await deps.storage.put(renderPaper(template, facts, issuedAt), LARGEST_PAPER);
  const documentId = await deps.documents.addIssued(tx, {
    dossierId: dossier.id,
    name: `${kind}-${dossier.code ?? dossier.id}.pdf`,
    mime: 'application/pdf',
    stored,
    createdAt: issuedAt,
  });
  const paperId = randomUUID();
  await addPaper(tx, {
    id: paperId,
    dossierId: dossier.id,
    kind,
    name: template.name,
    number,
    templateVersion: template.version,
    facts,
    documentId,
    issuedAt,
  });
  await deps.dossiers.addEvent(tx, {
    dossierId: dossier.id,
    at: issuedAt,
    kind: 'paper',
    title: template.name,
    detail: `Số ${number}`,
    documentId,
    public: true,
    source,
  });
  return { paperId, documentId, number };
};
