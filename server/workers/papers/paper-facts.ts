import { printLookupCode } from '../../../core/dossier/lookup-code.ts';
import type { ProcedureRecord } from '../../../core/contracts/package.ts';
import type { DossierRow } from '../../features/dossiers/dossier-row.ts';
import { dateText, durationText, instantText, longDateText, moneyText } from '../local-text.ts';
import type { LoadedDossier } from '../load-dossier.ts';
import type { PaperFacts } from './paper-template.ts';

const forms = { ORIGINAL: 'Bản chính', COPY: 'Bản sao', E_FORM: 'Biểu mẫu điện tử', E_DATA: 'Dữ liệu' } as const;
type Fee = ProcedureRecord['channels'][number]['fees'][number];

/** "8.000 đồng/bản"; what the province sets is not known here and says so. */
const feeLine = ({ amount, per }: Fee): string => {
  if (amount === 0) return 'không thu';
  return amount === null ? `theo mức của tỉnh, ${per.vi}` : `${moneyText(amount)} (${per.vi})`;
};
const feesText = (fees: readonly Fee[], kind: Fee['kind']): string =>
  fees
    .filter((fee) => fee.kind === kind)
    .map(feeLine)
    .join('; ') || 'không';

const componentRows = ({ documents }: LoadedDossier['procedureCase']): Record<string, string>[] =>
  documents.map(({ name, form, quantity, stateHolds }, index) => ({
    no: String(index + 1),
    name: name.vi,
    form: forms[form],
    quantity: String(quantity),
    note: stateHolds ? 'cơ quan tự tra cứu' : '',
  }));

/** Answers of the dossier under their own names, for result papers; dates and choices as people write them. */
const dataTexts = (data: DossierRow['data'], labels: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      if (typeof value === 'number' || typeof value === 'boolean')
        return [[name, typeof value === 'number' ? String(value) : value ? 'có' : 'không']];
      if (typeof value !== 'string') return [];
      const label = labels.get(`${name}=${value}`);
      return [[name, label ?? (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value.split('-').reverse().join('/') : value)]];
    }),
  );

const applicantTexts = ({ applicant }: DossierRow): Record<string, string> => ({
  applicantName: applicant.fullName,
  applicantId: applicant.personalId ?? applicant.taxCode ?? '',
  applicantAddress: applicant.address ?? '',
  applicantPhone: applicant.phone ?? '',
  applicantEmail: applicant.email ?? '',
  applicantContact: [applicant.phone, applicant.email].filter((text) => text !== undefined && text !== '').join(' · '),
});

type Surroundings = {
  readonly issuedAt: Date;
  readonly publicUrl: string;
  readonly authorityName: string;
  readonly hotline: string;
  readonly choiceLabels: ReadonlyMap<string, string>;
};

const trackingUrl = (dossier: DossierRow, publicUrl: string): string =>
  `${publicUrl}/tra-cuu?ma=${encodeURIComponent(dossier.code ?? dossier.id)}&khoa=${dossier.lookupCode}`;

/** Facts that every paper of a dossier may print. */
export const dossierFacts = (
  { dossier, record, procedureCase, receivingUnit }: LoadedDossier,
  around: Surroundings,
): PaperFacts => {
  const terms = record.channels.find(({ channel }) => channel === dossier.channel);
  return {
    values: {
      ...dataTexts(dossier.data, around.choiceLabels),
      ...applicantTexts(dossier),
      authorityName: around.authorityName.toUpperCase(),
      receivingUnitName: receivingUnit.name,
      placeAndDate: longDateText(around.issuedAt).replace(/^n/, 'N'),
      issuedAt: dateText(around.issuedAt),
      code: dossier.code ?? '',
      lookupCode: printLookupCode(dossier.lookupCode),
      trackingUrl: trackingUrl(dossier, around.publicUrl),
      trackingPage: around.publicUrl,
      hotline: around.hotline,
      procedureName: `${record.name.vi} (${record.code})`,
      caseName: procedureCase.name.vi,
      setCount: '01',
      legalLimit: terms ? durationText(terms.time.value, terms.time.unit) : '',
      submittedAt: instantText(dossier.submittedAt),
      acceptedAt: dossier.acceptedAt ? instantText(dossier.acceptedAt) : '',
      promisedAt: dossier.promisedAt ? instantText(dossier.promisedAt) : '',
      noPromisedDate: dossier.acceptedAt && !dossier.promisedAt ? 'có' : '',
      returnPlace: dossier.channel === 'POST' ? 'bưu chính công ích, theo địa chỉ của người nộp' : receivingUnit.name,
      feeText: feesText(terms?.fees ?? [], 'FEE'),
      chargeText: feesText(terms?.fees ?? [], 'CHARGE'),
      legalBasis: record.legalBasis
        .slice(0, 2)
        .map(({ number, article }) => [number, article].filter(Boolean).join(', '))
        .join('; '),
    },
    lists: { components: componentRows(procedureCase) },
  };
};
