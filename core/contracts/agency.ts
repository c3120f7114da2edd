import { submittedDocument } from './dossier.ts';
import { bilingual, freeObject, instant, nullableInstant, nullableText, type FromSchema } from './schema.ts';

export const agencyAnswerBody = {
  type: 'object',
  required: ['outcome', 'note'],
  additionalProperties: false,
  properties: {
    outcome: { enum: ['done', 'refused'] },
    note: { type: 'string', minLength: 1, maxLength: 2000 },
    documents: { type: 'array', maxItems: 20, items: submittedDocument },
  },
} as const;
export type AgencyAnswerBody = FromSchema<typeof agencyAnswerBody>;

const properties = {
  id: { type: 'string' },
  dossierId: { type: 'string' },
  dossierCode: nullableText,
  procedureCode: { type: 'string' },
  procedureName: bilingual,
  /** Kind of the agency, e.g. POLICE. */
  agency: { type: 'string' },
  unit: { type: 'string' },
  subject: { type: 'string' },
  sentAt: instant,
  dueAt: instant,
  answeredAt: nullableInstant,
  outcome: { enum: ['done', 'refused', null] },
  /** Open and past its own limit, or answered after it. */
  late: { type: 'boolean' },
} as const;
const required = [
  'id',
  'dossierId',
  'dossierCode',
  'procedureCode',
  'procedureName',
  'agency',
  'unit',
  'subject',
  'sentAt',
  'dueAt',
  'answeredAt',
  'outcome',
  'late',
] as const;

export const agencyRequestRow = { type: 'object', required, additionalProperties: false, properties } as const;
export type AgencyRequestListRow = FromSchema<typeof agencyRequestRow>;

export const agencyRequestView = {
  type: 'object',
  required: [...required, 'content', 'facts', 'note', 'documents'],
  additionalProperties: false,
  properties: {
    ...properties,
    /** What the agency is told: names of the data dictionary with values. */
    content: freeObject,
    /** The same in words, in the order of the form in which it was answered. */
    facts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['section', 'label', 'value'],
        additionalProperties: false,
        properties: { section: { anyOf: [bilingual, { type: 'null' }] }, label: bilingual, value: bilingual },
      },
    },
    note: nullableText,
    documents: { type: 'array', items: submittedDocument },
  },
} as const;
export type AgencyRequestView = FromSchema<typeof agencyRequestView>;
